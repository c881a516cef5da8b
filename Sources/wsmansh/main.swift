import ShellApp

ShellProgram.main()
