// The client of Debian's package golang-github-masterzen-winrm-dev in the remote shell of a service;
// prints what it saw.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run shell_client.go HOST PORT USER PASSWORD
package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/masterzen/winrm"
)

func main() {
	port, err := strconv.Atoi(os.Args[2])
	if err != nil {
		panic(err)
	}
	endpoint := winrm.NewEndpoint(os.Args[1], port, false, false, nil, nil, nil, 0)
	client, err := winrm.NewClient(endpoint, os.Args[3], os.Args[4])
	if err != nil {
		panic(err)
	}
	for _, line := range []string{
		"echo hello & exit 3", "nosuch", "slow", "powershell -Command \"'a' + 'b'\"",
	} {
		var output, errors bytes.Buffer
		code, err := client.Run(line, &output, &errors)
		fmt.Printf("%d %q %.23q %v\n", code, output.String(), errors.String(), err)
	}
	var output, errors bytes.Buffer
	code, err := client.RunWithInput("sort", &output, &errors, strings.NewReader("b\r\na\r\n"))
	fmt.Printf("%d %q %q %v\n", code, output.String(), errors.String(), err)
}
