"""Moves files the ways that Packer, Ansible and Ruby's winrm-fs do, with pywinrm.

    upload_client.py URL USER PASSWORD WAY LOCAL REMOTE BACK

WAY is `pipe` (Base64 on the input of a script with begin, process and end) or `echo` (Base64 appended by cmd,
decoded by a transformation). The file comes back in pieces into BACK; what is printed is whether the digest is right.
"""

import base64
import hashlib
import json
import sys

import winrm

PIPE = r"""
begin {
    $ErrorActionPreference = 'Stop'; Set-StrictMode -Version 2
    $target = [System.IO.File]::Create('%s')
    $digest = [System.Security.Cryptography.SHA1CryptoServiceProvider]::Create()
    $piece = @()
}
process {
    $piece = [System.Convert]::FromBase64String($input)
    $digest.TransformBlock($piece, 0, $piece.Length, $piece, 0) | Out-Null
    $target.Write($piece, 0, $piece.Length)
}
end {
    $digest.TransformFinalBlock($piece, 0, 0) | Out-Null
    $target.Close()
    @{sha1 = [System.BitConverter]::ToString($digest.Hash).Replace('-', '').ToLowerInvariant()} | ConvertTo-Json -Compress
}
"""

ECHO = r"""
function Close-It($thing) { if ($thing -ne $null -and $thing.GetType().GetMethod('Dispose') -ne $null) { $thing.Dispose() } }
$paths = $ExecutionContext.SessionState.Path
$source = $paths.GetUnresolvedProviderPathFromPSPath("$env:TEMP\upload.b64")
$place = $paths.GetUnresolvedProviderPathFromPSPath('%s')
try {
    $in = (Get-Item $source).OpenRead()
    $decoder = New-Object -TypeName System.Security.Cryptography.FromBase64Transform
    $mode = [System.Security.Cryptography.CryptoStreamMode]::Read
    $stream = New-Object -TypeName System.Security.Cryptography.CryptoStream $in, $decoder, $mode
    $out = [System.IO.File]::OpenWrite($place)
    $buffer = New-Object Byte[] 4096
    while (($count = $stream.Read($buffer, 0, $buffer.Length)) -ne 0) { $out.Write($buffer, 0, $count) }
} finally { Close-It $in; Close-It $out; Close-It $stream }
try {
    $hash = New-Object -TypeName System.Security.Cryptography.MD5CryptoServiceProvider
    $sum = $hash.ComputeHash(($read = [System.IO.File]::Open($place, [System.IO.FileMode]::Open, [System.IO.FileAccess]::Read)))
    New-Object psobject -Property @{md5 = ([System.BitConverter]::ToString($sum)).Replace('-', '').ToLower()} | ConvertTo-Csv -NoTypeInformation
} finally { Close-It $read; Close-It $hash; Remove-Item $source -Force }
"""

BACK = r"""
$stream = New-Object -TypeName IO.FileStream('%s', [IO.FileMode]::Open, [IO.FileAccess]::Read, [IO.FileShare]::ReadWrite)
try {
    $stream.Seek(%d, [System.IO.SeekOrigin]::Begin) > $null
    $buffer = New-Object -TypeName byte[] %d
    $count = $stream.Read($buffer, 0, $buffer.Length)
    if ($count -gt 0) { [System.Convert]::ToBase64String($buffer, 0, $count) }
} finally { $stream.Dispose() }
"""


def encoded(script):
    return ["-NoProfile", "-EncodedCommand", base64.b64encode(script.encode("utf-16-le")).decode()]


def main():
    url, user, password, way, local, remote, back = sys.argv[1:]
    protocol = winrm.Protocol(url, transport="ntlm", username=user, password=password)
    shell = protocol.open_shell()

    def run(command, arguments=(), chunks=None):
        running = protocol.run_command(shell, command, arguments, console_mode_stdin=chunks is None)
        for index, chunk in enumerate(chunks or []):
            protocol.send_command_input(shell, running, chunk, end=index == len(chunks) - 1)
        out, err, code = protocol.get_command_output(shell, running)
        protocol.cleanup_command(shell, running)
        assert code == 0 and not err, (code, err.decode(errors="replace"))
        return out.decode()

    data = open(local, "rb").read()
    if way == "pipe":
        size = 30000
        chunks = [base64.b64encode(data[i : i + size]) + b"\r\n" for i in range(0, len(data), size)] or [b""]
        told = json.loads(run("powershell", encoded(PIPE % remote), chunks))["sha1"]
        print("sha1", told == hashlib.sha1(data).hexdigest())
    else:
        size = 5997
        for i in range(0, len(data), size):
            run('echo %s >> "%%TEMP%%\\upload.b64"' % base64.b64encode(data[i : i + size]).decode())
        told = run("powershell", encoded(ECHO % remote)).split()[-1].strip('"')
        print("md5", told == hashlib.md5(data).hexdigest())
    piece, offset = 1 << 16, 0
    with open(back, "wb") as copy:
        while True:
            text = run("powershell", encoded(BACK % (remote, offset, piece)))
            part = base64.b64decode(text)
            copy.write(part)
            offset += len(part)
            if len(part) < piece:
                break
    protocol.close_shell(shell)


main()
