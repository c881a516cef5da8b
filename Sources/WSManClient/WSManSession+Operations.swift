public import WSManProtocol
public import XMLStream

extension WSManSession {
  /// Asks who the service is. Without authentication the answer tells less.
  ///
  /// - Parameter timeout: how long to wait in milliseconds; nil takes the session's limit.
  public func identify(timeout: Int? = nil) async throws -> IdentifyResponse {
    let response = try await exchange(.identify, OperationOptions(timeout: timeout))
    guard case .identify(let answer) = response.body else { throw failure(.wrongAnswer) }
    return IdentifyResponse(element: answer.element.with(language: response.header.language))
  }

  /// Gets a resource, or with a fragment the `w:XmlFragment` that holds a part of it.
  public func get(
    _ locator: ResourceLocator, _ operation: OperationOptions = OperationOptions()
  ) async throws -> XMLFragment {
    let response = try await exchange(.get, locator: locator, operation)
    guard case .get(let resource) = response.body else { throw failure(.wrongAnswer) }
    try checkFragment(resource, operation)
    return resource.with(language: response.header.language)
  }

  /// Changes a resource; elements that the content leaves out keep their values.
  ///
  /// - Returns: the new content, when the service gives it.
  @discardableResult
  public func put(
    _ locator: ResourceLocator, _ content: XMLFragment,
    _ operation: OperationOptions = OperationOptions()
  ) async throws -> XMLFragment? {
    let response = try await exchange(.put(content), locator: locator, operation)
    guard case .put(let resource) = response.body else { throw failure(.wrongAnswer) }
    if let resource { try checkFragment(resource, operation) }
    return resource?.with(language: response.header.language)
  }

  /// Creates a resource.
  ///
  /// - Returns: the reference to it.
  public func create(
    _ locator: ResourceLocator, _ content: XMLFragment,
    _ operation: OperationOptions = OperationOptions()
  ) async throws -> CreateResponse {
    let response = try await exchange(.create(content), locator: locator, operation)
    guard case .create(let answer) = response.body else { throw failure(.wrongAnswer) }
    return answer
  }

  /// Deletes a resource.
  public func delete(
    _ locator: ResourceLocator, _ operation: OperationOptions = OperationOptions()
  ) async throws {
    let response = try await exchange(.delete, locator: locator, operation)
    guard case .delete = response.body else { throw failure(.wrongAnswer) }
  }

  /// Calls a method of a resource.
  ///
  /// - Parameters:
  ///   - method: the name of the method, or an action as a full URI, which is sent unchanged.
  ///   - locator: the resource.
  ///   - input: the element `<Method>_INPUT`; nil sends an empty one (`protocol.md` 6.9).
  /// - Returns: the element `<Method>_OUTPUT`; nil when the answer is empty.
  public func invoke(
    _ method: String, on locator: ResourceLocator, input: XMLFragment? = nil,
    _ operation: OperationOptions = OperationOptions()
  ) async throws -> XMLFragment? {
    let isURI = method.contains(":")
    let action = isURI ? method : locator.resource.appending(method).text
    let name = method.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? method
    let uri = locator.resource.text
    let content =
      input
      ?? XMLFragment("p", XMLName(uri, "\(name)_INPUT")) { $0.declare("p", uri) }
    let response = try await exchange(
      .invoke(action: action, input: content), locator: locator, operation)
    guard case .invoke(_, let output) = response.body else { throw failure(.wrongAnswer) }
    return output?.with(language: response.header.language)
  }

  /// Begins an enumeration. Nothing is sent before the first item is asked for.
  ///
  /// - Parameters:
  ///   - resource: the resource; selectors are allowed where the resource knows them.
  ///   - query: filter and kind of items. Batches are asked for as the configuration says, unless
  ///     the query tells a number.
  public nonisolated func enumerate(
    _ resource: ResourceLocator, _ query: EnumerateRequest = EnumerateRequest(),
    _ operation: OperationOptions = OperationOptions()
  ) -> EnumerationSequence {
    var query = query
    query.optimize = true
    query.maxElements = query.maxElements ?? max(1, options.client.maxBatchItems)
    return EnumerationSequence(
      session: self, locator: resource, query: query, operation: operation)
  }

  func beginEnumeration(
    _ locator: ResourceLocator, _ query: EnumerateRequest, _ operation: OperationOptions
  ) async throws -> EnumerationBatch {
    let response = try await exchange(.enumerate(query), locator: locator, operation)
    guard case .enumerate(let batch) = response.body else { throw failure(.wrongAnswer) }
    return try checked(batch, limit: query.maxElements).with(language: response.header.language)
  }

  func pull(
    _ context: EnumerationContext, _ locator: ResourceLocator, maxElements: Int?,
    _ operation: OperationOptions
  ) async throws -> EnumerationBatch {
    let request = PullRequest(context: context, maxElements: maxElements)
    let response = try await exchange(.pull(request), locator: locator, operation)
    guard case .pull(let batch) = response.body else { throw failure(.wrongAnswer) }
    return try checked(batch, limit: maxElements).with(language: response.header.language)
  }

  func release(
    _ context: EnumerationContext, _ locator: ResourceLocator, _ operation: OperationOptions
  ) async throws {
    _ = try await exchange(.release(context), locator: locator, operation)
  }

  private func checked(
    _ batch: EnumerationBatch, limit: Int?
  ) throws(TransportFailure) -> EnumerationBatch {
    if let limit, batch.items.count > limit {
      throw failure(
        .envelope(
          EnvelopeError(.content("batch within the limit of \(limit)", .tooManyItemsReceived))))
    }
    return batch
  }

  private func checkFragment(
    _ resource: XMLFragment, _ operation: OperationOptions
  ) throws(TransportFailure) {
    guard operation.fragment != nil, resource.localName != "XmlFragment" else { return }
    throw failure(
      .envelope(
        EnvelopeError(.content("element XmlFragment", .responseNoXMLFragmentWrapper))))
  }
}
