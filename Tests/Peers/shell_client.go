// The client of Debian's package golang-github-masterzen-winrm-dev in the remote shell of a service;
// prints what it saw.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run shell_client.go \
//	  basic|ntlm|certificate HOST PORT USER PASSWORD [CA-FILE [CERTIFICATE KEY]]
//
// With the file of an authority it goes over HTTPS.
package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/masterzen/winrm"
)

func contents(index int) []byte {
	if len(os.Args) <= index {
		return nil
	}
	bytes, err := os.ReadFile(os.Args[index])
	if err != nil {
		panic(err)
	}
	return bytes
}

func main() {
	port, err := strconv.Atoi(os.Args[3])
	if err != nil {
		panic(err)
	}
	authority := contents(6)
	endpoint := winrm.NewEndpoint(
		os.Args[2], port, authority != nil, false, authority, contents(7), contents(8), 0)
	parameters := winrm.NewParameters("PT60S", "en-US", 153600)
	switch os.Args[1] {
	case "ntlm":
		parameters.TransportDecorator = func() winrm.Transporter { return &winrm.ClientNTLM{} }
	case "certificate":
		parameters.TransportDecorator = func() winrm.Transporter { return &winrm.ClientAuthRequest{} }
	}
	client, err := winrm.NewClientWithParameters(endpoint, os.Args[4], os.Args[5], parameters)
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
