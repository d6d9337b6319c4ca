@echo off
rem Sets everything up and proves the program: linters, types, import rules, tests.
setlocal
set "script=check.py"
"%~dp0tools\python.bat" %*
