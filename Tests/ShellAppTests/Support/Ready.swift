/// What `serve --ready-file` and `serve --json` write.
struct Ready: Decodable {
  struct Computer: Decodable {
    let name: String
    let url: String
    let host: String
    let port: Int
  }

  let computers: [Computer]
  /// How often the listeners were opened.
  let generation: Int
}
