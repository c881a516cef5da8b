import WSManProtocol
import XMLStream

/// What the elements of messages are for, and where the standard says so: SOAP 1.2 part 1,
/// WS-Addressing of August 2004, WS-Transfer and WS-Enumeration of September 2004, DSP0226 (the same
/// sections in 1.0 and 1.2), and MS-WSMV.
enum WireGlossary {
  /// An explained element.
  struct Entry: Sendable, Equatable {
    /// What it is for.
    let purpose: String
    /// The document and its section, such as `DSP0226 6.1`.
    let section: String
    /// What stands in the purpose in place of `CLASS`.
    var className = ""

    /// Purpose and section in a language.
    func text(_ texts: TeachingTexts) -> String {
      "\(texts(purpose, "CLASS", className)) (\(texts(section)))"
    }
  }

  /// The entry of an element; `nil` for what only its resource explains.
  static func entry(for name: XMLName) -> Entry? {
    guard let prefix = prefixes[name.namespace] else { return nil }
    return entries["\(prefix):\(name.localName)"]
  }

  /// All entries by name with the usual prefix (`protocol.md` 2.2).
  static let entries: [String: Entry] = {
    var entries: [String: Entry] = [:]
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "|").map(String.init)
      guard parts.count == 3 else { continue }
      for name in parts[0].split(separator: " ") {
        entries[String(name)] = Entry(purpose: parts[2], section: parts[1])
      }
    }
    return entries
  }()

  /// The usual prefixes by namespace.
  static let prefixes: [String: String] = [
    Namespaces.soap: "s", Namespaces.addressing: "a", Namespaces.wsman: "w",
    Namespaces.microsoft: "p", Namespaces.transfer: "x", Namespaces.enumeration: "n",
    Namespaces.eventing: "e", Namespaces.identity: "wsmid", Namespaces.cimBinding: "b",
    Namespaces.shell: "rsp", Namespaces.fault: "f",
  ]

  /// Lines `NAMES|SECTION|PURPOSE`.
  private static let text = """
    s:Envelope|SOAP 1.2 5.1|the message as a whole
    s:Header|SOAP 1.2 5.2|who, where, what and how: everything but the data
    s:Body|SOAP 1.2 5.3|the data of the operation
    s:Fault|SOAP 1.2 5.4|the operation was not carried out
    s:Code|SOAP 1.2 5.4.1|the class of the fault
    s:Subcode|SOAP 1.2 5.4.1.2|the kind of fault within its class
    s:Value|SOAP 1.2 5.4.1|Sender: the request is wrong; Receiver: the service failed
    s:Reason|SOAP 1.2 5.4.2|the fault in words for people
    s:Text|SOAP 1.2 5.4.2.1|the words, in one language
    s:Detail|SOAP 1.2 5.4.5|what this service tells beyond the standard
    s:NotUnderstood|SOAP 1.2 5.4.8.1|a header with mustUnderstand that the service does not know
    a:To|WS-Addressing 3|the address of the service
    a:Action|WS-Addressing 3|the operation, as a URI
    a:MessageID|WS-Addressing 3|the number of this message, so that the answer can name it
    a:RelatesTo|WS-Addressing 3|the number of the request that is answered
    a:ReplyTo|WS-Addressing 3|where the answer goes: anonymous means back on this connection
    a:FaultTo|WS-Addressing 3|where a fault goes
    a:From|WS-Addressing 3|who sends
    a:Address|WS-Addressing 2|the address in a reference
    a:EndpointReference|WS-Addressing 2|a reference: all that is needed to address a resource
    a:ReferenceParameters a:ReferenceProperties|WS-Addressing 2|headers for whoever uses the reference
    w:ResourceURI|DSP0226 5.1.2.1|the kind of resource that is meant
    w:SelectorSet|DSP0226 5.1.2.2|the keys that single out one instance
    w:Selector|DSP0226 5.1.2.2|one key
    w:OptionSet|DSP0226 6.4|wishes that the resource may know
    w:Option|DSP0226 6.4|one wish; with MustComply it is an order
    w:OperationTimeout|DSP0226 6.1|how long the service may take
    w:MaxEnvelopeSize|DSP0226 6.2|the largest answer in bytes that the client takes
    w:Locale|DSP0226 6.3|the language of texts
    w:RequestEPR|DSP0226 6.5|asks for the reference of what was created
    w:FragmentTransfer|DSP0226 7.7|only this part of the resource is meant
    w:XmlFragment|DSP0226 7.7|the part of the resource
    w:OptimizeEnumeration|DSP0226 8.2.3|asks for the first items at once, which saves a Pull
    w:MaxElements|DSP0226 8.2.3|how many items at most
    w:Filter|DSP0226 8.3|which items are wanted, in the language of Dialect
    w:EnumerationMode|DSP0226 8.7|objects, references, or both
    w:Items|DSP0226 8.2.3|the first items
    w:Item|DSP0226 8.7|one item with its reference
    w:EndOfSequence|DSP0226 8.2.3|there are no more items
    w:RequestTotalItemsCountEstimate w:TotalItemsCountEstimate|DSP0226 8.2.2|how many items there may be
    w:FaultDetail|DSP0226 14|the exact kind of fault, as a URI
    p:DataLocale|MS-WSMV 3.1.4.1.9|the language of numbers and dates
    p:SessionId|MS-WSMV 3.1.4.1.37|the same for all requests of a session
    p:OperationID|MS-WSMV 2.2.4.45|the same for all messages of an operation
    p:SequenceId|MS-WSMV 2.2.4.46|the place of the message in its operation
    p:ActivityId|MS-WSMV 3.1.4.1.12|the number under which the service logs the request
    x:ResourceCreated|WS-Transfer 4.1|the reference of what was created
    n:Enumerate|WS-Enumeration 3.1|begins a listing
    n:EnumerateResponse|WS-Enumeration 3.1|the listing has begun
    n:EnumerationContext|WS-Enumeration 3.1|the name of the listing: the next Pull must give it
    n:Expires|WS-Enumeration 3.1|how long the listing lives
    n:Pull|WS-Enumeration 3.2|asks for more items
    n:PullResponse|WS-Enumeration 3.2|more items
    n:MaxElements|WS-Enumeration 3.2|how many items at most
    n:MaxCharacters|WS-Enumeration 3.2|how much text at most
    n:MaxTime|WS-Enumeration 3.2|how long the service may collect
    n:Items|WS-Enumeration 3.2|the items
    n:EndOfSequence|WS-Enumeration 3.2|there are no more items
    n:Release|WS-Enumeration 3.5|ends a listing early
    wsmid:Identify|DSP0226 11|asks who the service is; needs no header and no authentication
    wsmid:IdentifyResponse|DSP0226 11|who the service is
    wsmid:ProtocolVersion|DSP0226 11|the protocol, as a namespace
    wsmid:ProductVendor|DSP0226 11|who made the service
    wsmid:ProductVersion|DSP0226 11|version; Windows tells its own only to authenticated clients
    wsmid:SecurityProfiles|DSP0226 11|the ways to prove who one is
    wsmid:SecurityProfileName|DSP0226 11|one way to prove who one is
    b:PolymorphismMode|MS-WSMV 3.1.4.1.27|whether instances of derived classes are listed, and how
    b:AssociatedInstances b:AssociationInstances|DSP0227|asks for what is associated with an object, or how
    b:Object|DSP0227|the object itself
    b:AssociationClassName|DSP0227|only associations of this class
    b:ResultClassName|DSP0227|only instances of this class
    b:Role b:ResultRole|DSP0227|the property through which the association refers to it
    f:WSManFault|MS-WSMV 2.2.4.43|the number of Windows; ConvertFrom-WSManFault explains it
    f:Message|MS-WSMV 2.2.4.43|what went wrong this time
    f:ProviderFault|MS-WSMV 2.2.4.43|what the provider behind the service said
    f:ExtendedError|MS-WSMV|what WMI said
    rsp:Shell|MS-WSMV 2.2.4.37|a remote shell: a place where commands run
    rsp:ShellId|MS-WSMV 2.2.4.37|the name of the shell
    rsp:InputStreams rsp:OutputStreams|MS-WSMV 2.2.4.37|the streams of the shell
    rsp:ResourceUri|MS-WSMV 2.2.4.37|the kind of shell
    rsp:Owner|MS-WSMV 2.2.4.37|whose shell it is
    rsp:ClientIP|MS-WSMV 2.2.4.37|where its client is
    rsp:IdleTimeOut|MS-WSMV 2.2.4.37|how long the shell is kept when nobody uses it
    rsp:ShellRunTime|MS-WSMV 2.2.4.37|how long it has been there
    rsp:ShellInactivity|MS-WSMV 2.2.4.37|for how long nobody has used it
    rsp:WorkingDirectory|MS-WSMV 2.2.4.37|the folder in which commands begin
    rsp:Variable|MS-WSMV 2.2.4.16|one variable
    rsp:Environment|MS-WSMV 2.2.4.17|variables for commands; masked, since they often hold secrets
    rsp:CommandLine|MS-WSMV 2.2.4.7|begins a command in the shell
    rsp:Command|MS-WSMV 2.2.4.7|the program
    rsp:Arguments|MS-WSMV 2.2.5.1|one argument of the command
    rsp:CommandId|MS-WSMV 2.2.4.8|the name of the command
    rsp:CommandResponse|MS-WSMV 2.2.4.8|the command has begun
    rsp:ReceiveResponse|MS-WSMV 2.2.4.27|output, and the state of the command
    rsp:Receive|MS-WSMV 2.2.4.26|waits for output
    rsp:DesiredStream|MS-WSMV 2.2.4.14|the streams that are wanted
    rsp:Stream|MS-WSMV 2.2.4.40|a piece of a stream, in Base64
    rsp:CommandState|MS-WSMV 2.2.4.9|whether the command runs, waits or is done
    rsp:ExitCode|MS-WSMV 2.2.5.5|the exit code
    rsp:Send|MS-WSMV 2.2.4.32|sends input
    rsp:SendResponse|MS-WSMV 2.2.4.33|the input has arrived
    rsp:Signal|MS-WSMV 2.2.4.38|ends the command or interrupts it
    rsp:Code|MS-WSMV 2.2.4.38|what the signal is: Ctrl+C, Ctrl+Break or the end
    rsp:SignalResponse|MS-WSMV 2.2.4.39|the signal has arrived
    """
}
