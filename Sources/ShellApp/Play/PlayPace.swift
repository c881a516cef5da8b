/// How fast a transcript is typed.
struct PlayPace: Sendable, Equatable {
  /// 1 is the speed of a person; 2 is twice as fast.
  private(set) var speed: Double
  /// Whether each command waits for a key.
  var isPaused: Bool
  private var generator = SystemRandomNumberGenerator()

  /// Speeds that make sense.
  static let range = 0.1...100.0

  init(speed: Double = 1, isPaused: Bool = false) {
    self.speed = min(max(speed, Self.range.lowerBound), Self.range.upperBound)
    self.isPaused = isPaused
  }

  static func == (left: PlayPace, right: PlayPace) -> Bool {
    left.speed == right.speed && left.isPaused == right.isPaused
  }

  mutating func faster() { self = PlayPace(speed: speed * 1.5, isPaused: isPaused) }
  mutating func slower() { self = PlayPace(speed: speed / 1.5, isPaused: isPaused) }

  /// Milliseconds before a character: no person types evenly, and words are thought of one by one.
  mutating func delay(before character: Character) -> Int {
    let usual = character == " " ? 110.0 : 60.0
    return Int(usual * Double.random(in: 0.5...1.6, using: &generator) / speed)
  }

  /// Milliseconds before a command, in which what was printed is read.
  var pauseBeforeCommand: Int { Int(1200 / speed) }
  /// Milliseconds before Return is pressed.
  var pauseBeforeReturn: Int { Int(350 / speed) }
}
