import PSEngine
import Testing

@testable import PSCommands

@Suite struct SelectionWindowTests {
  /// Sends 1 to 10 through a window and gives what passes, and how many were taken.
  private func send(_ window: SelectionWindow) -> (passed: [Int], taken: Int) {
    var window = window
    var passed: [Int] = []
    var taken = 0
    func number(_ value: PSValue) -> Int {
      if case .number(.int32(let number)) = value { return Int(number) }
      return -1
    }
    for index in 1...10 where !window.isExhausted {
      taken += 1
      if let value = window.pass(.int(index)) { passed.append(number(value)) }
    }
    return (passed + window.rest().map(number), taken)
  }

  @Test("the first ones end the stream as soon as they are there")
  func first() {
    let result = send(SelectionWindow(first: 3))
    #expect(result.passed == [1, 2, 3])
    #expect(result.taken == 3)
    #expect(send(SelectionWindow(first: 0)).taken == 0)
    #expect(send(SelectionWindow(first: 2, skip: 3)).passed == [4, 5])
  }

  @Test func last() {
    #expect(send(SelectionWindow(last: 3)).passed == [8, 9, 10])
    #expect(send(SelectionWindow(last: 3, skip: 2)).passed == [6, 7, 8])
    #expect(send(SelectionWindow(first: 2, last: 2)).passed == [1, 2, 9, 10])
    #expect(send(SelectionWindow(last: 20)).passed == Array(1...10))
  }

  @Test func skipping() {
    #expect(send(SelectionWindow(skip: 8)).passed == [9, 10])
    #expect(send(SelectionWindow(skipLast: 7)).passed == [1, 2, 3])
  }

  @Test func indexes() {
    let result = send(SelectionWindow(indexes: [4, 0]))
    #expect(result.passed == [1, 5])
    #expect(result.taken == 5)
  }
}
