@echo off
rem Opens Mot Cua, or runs one of its commands; sets everything up at the first start.
setlocal
set "script=launch.py"
"%~dp0tools\python.bat" %*
