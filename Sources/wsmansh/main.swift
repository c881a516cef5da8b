import ShellApp

await ShellProgram.main()
