"""Runs a script of PowerShell with pywinrm: shell_command.py URL USER PASSWORD SCRIPT"""

import sys

import winrm

url, user, password, script = sys.argv[1:]
answer = winrm.Session(url, auth=(user, password), transport="ntlm").run_ps(script)
print((answer.std_out + answer.std_err).decode().replace("\r\n", "\n"), end="")
sys.exit(answer.status_code)
