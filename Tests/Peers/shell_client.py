"""Other people's WinRM clients in the remote shell of a service; prints what they saw.

    shell_client.py pywinrm|pypsrp URL USER PASSWORD [AUTH]
"""
import sys
import urllib.parse
import warnings

warnings.simplefilter("ignore")
kind, url, user, password = sys.argv[1:5]
auth = sys.argv[5] if len(sys.argv) > 5 else "basic"
address = urllib.parse.urlsplit(url)


def pywinrm():
    import winrm

    session = winrm.Session(url, auth=(user, password), transport=auth)
    for command, arguments in [
        ("echo", ["hello", "world"]), ("hostname", []), ("nosuch", []), ("slow", []),
        ("exit", ["-5"]),
    ]:
        result = session.run_cmd(command, arguments)
        print(command, result.status_code, result.std_out, result.std_err[:23])
    result = session.run_ps("1..3 | ForEach-Object { $_ * 2 }; $env:COMPUTERNAME")
    print("ps", result.status_code, result.std_out, result.std_err)
    result = session.run_ps("Get-Item nothing; exit 7")
    print("ps", result.status_code, result.std_out, result.std_err[:46])
    protocol = session.protocol
    shell = protocol.open_shell(
        working_directory="C:\\Windows", env_vars={"LAB": "1"}, codepage=65001,
        idle_timeout="PT120S")
    command = protocol.run_command(shell, "echo %LAB% %CD%")
    print("options", protocol.get_command_output(shell, command))
    protocol.cleanup_command(shell, command)
    command = protocol.run_command(shell, "sort")
    protocol.send_command_input(shell, command, "b\r\na\r\n", end=True)
    print("input", protocol.get_command_output(shell, command))
    protocol.cleanup_command(shell, command)
    protocol.close_shell(shell)
    try:
        protocol.run_command(shell, "ver")
    except Exception as error:
        print("closed", type(error).__name__, getattr(error, "fault_code", None))


def pypsrp():
    from pypsrp.exceptions import WSManFaultError
    from pypsrp.shell import Process, SignalCode, WinRS
    from pypsrp.wsman import WSMan

    def client():
        return WSMan(
            address.hostname, port=address.port, ssl=False, auth=auth,
            encryption="never" if auth == "basic" else "auto",
            username=user, password=password)

    with client() as wsman, WinRS(
            wsman, environment={"LAB": "1"}, working_directory="C:\\Windows", codepage=65001,
            idle_time_out=600) as shell:
        print("shell", shell.owner, shell.idle_time_out, shell.working_directory)
        process = Process(shell, "echo", ["%LAB%", "%CD%"])
        process.invoke()
        process.signal(SignalCode.CTRL_C)
        print("echo", process.rc, process.stdout, process.stderr)
        process = Process(shell, "nosuch")
        process.invoke()
        print("nosuch", process.rc, process.stdout, process.stderr[:23])
        process = Process(shell, "sort")
        process.begin_invoke()
        process.send(b"b\r\n", end=False)
        process.send(b"a\r\n", end=True)
        process.end_invoke()
        print("input", process.rc, process.stdout)
        process = Process(shell, "ping", ["-n", "60", "localhost"])
        process.begin_invoke()
        process.poll_invoke()
        process.signal(SignalCode.CTRL_C)
        process.end_invoke()
        print("interrupted", process.rc & 0xFFFFFFFF)
    with client() as wsman:
        shell = WinRS(wsman, id="0A1B2C3D-0000-4000-8000-00000000001B")
        shell.open()
        process = Process(shell, "hostname", id="0A1B2C3D-0000-4000-8000-00000000001C")
        process.invoke()
        print("chosen", shell.id, process.rc, process.stdout)
        shell.close()
        try:
            Process(shell, "ver").invoke()
        except WSManFaultError as fault:
            print("closed", fault.code)


try:
    pywinrm() if kind == "pywinrm" else pypsrp()
except Exception as error:
    print("error", type(error).__name__, error)
