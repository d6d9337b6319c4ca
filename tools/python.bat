@echo off
rem Starts %script% of this folder with the project's own Python or, before that exists, with one of the machine's.
chcp 65001 >nul
set "venv=%~dp0..\.venv"
if not exist "%venv%\ready" goto search
"%venv%\Scripts\python.exe" -X utf8 -E -s -S "%~dp0%script%" %*
if not %errorlevel%==103 goto finish
rem 103: the Python this environment was made with has been removed from the machine.
rmdir /s /q "%venv%"

:search
for %%p in ("py -3" "python" "py -3.14" "py -3.13" "py -3.12" "py -3.11") do (
    %%~p -E -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))" >nul 2>&1 && set "python=%%~p" && goto found
)
echo Cần Python từ 3.11 đến 3.14: cài từ python.org rồi chạy lại.
echo   Python 3.11 to 3.14 is needed: install it from python.org, then start again.
cmd /c exit 1
goto finish

:found
%python% -X utf8 -E "%~dp0%script%" %*

:finish
set "code=%errorlevel%"
rem Started with a double click, the window would close before the message is read.
if not %code%==0 if "%~1"=="" if not defined CI pause
exit /b %code%
