/// What the player says, in the language of the lesson.
struct LessonMessages {
  let language: LessonLanguage

  private func text(_ english: String, _ french: String) -> String {
    language == .french ? french : english
  }

  private func commands(_ count: Int) -> String {
    text(
      "\(count) command\(count == 1 ? "" : "s")", "\(count) commande\(count == 1 ? "" : "s")")
  }

  func task(_ number: Int, of total: Int, _ title: String) -> String {
    text("Task \(number) of \(total): \(title)", "Tâche \(number) sur \(total) : \(title)")
  }

  func shortSolution(_ count: Int) -> String {
    text(
      "A short solution needs \(commands(count)).",
      "Une solution courte demande \(commands(count)).")
  }

  var goals: String { text("You will learn to:", "Vous apprendrez à :") }

  var help: String {
    text(
      "hint helps, skip solves, info repeats the task, play lets you experiment, "
        + "reset begins it again, undo takes a change back, stop leaves.",
      "hint aide, skip résout, info répète la tâche, play laisse essayer librement, "
        + "reset la recommence, undo annule une modification, stop quitte la leçon.")
  }

  func solved(_ count: Int, short: Int) -> String {
    text(
      "Solved with \(commands(count)); a short solution needs \(short).",
      "Résolu en \(commands(count)) ; une solution courte en demande \(short).")
  }

  func notSolved(_ met: Int, of total: Int, _ count: Int, short: Int) -> String {
    let conditions = total == 1 ? "" : text(" (\(met) of \(total) done)", " (\(met) sur \(total))")
    return text(
      "Not solved yet\(conditions): \(commands(count)) so far, a short solution needs \(short). "
        + "Try hint.",
      "Pas encore résolu\(conditions) : \(commands(count)) jusqu'ici, une solution courte en "
        + "demande \(short). Essayez hint.")
  }

  func done(_ title: String) -> String {
    text("Lesson done: \(title)", "Leçon terminée : \(title)")
  }

  func next(_ name: String?) -> String {
    guard let name else {
      return text(
        "That was the last one. stop returns to your own session; Get-Lesson lists all lessons.",
        "C'était la dernière. stop revient à votre session ; Get-Lesson liste les leçons.")
    }
    return text(
      "next begins '\(name)'; stop returns to your own session; Get-Lesson lists all lessons.",
      "next commence « \(name) » ; stop revient à votre session ; Get-Lesson liste les leçons.")
  }

  func stopped(isKept: Bool) -> String {
    let text = text(
      "You are back in your own session.", "Vous êtes de retour dans votre session.")
    guard isKept else { return text }
    return text + self.text(" Your progress is kept.", " Votre progression est conservée.")
  }

  func damaged(_ path: String, keptAs other: String) -> String {
    text(
      "The file with your progress cannot be understood: \(path). It is kept as \(other), and "
        + "what it says counts no more.",
      "Le fichier de votre progression est incompréhensible : \(path). Il est gardé sous "
        + "\(other), et ce qu'il dit ne compte plus.")
  }

  func notKept(_ path: String) -> String {
    text(
      "Your progress is not kept: \(path) cannot be written.",
      "Votre progression n'est pas conservée : impossible d'écrire \(path).")
  }

  var playing: String {
    text(
      "Experiment freely: nothing is judged until you type resume.",
      "Essayez librement : rien n'est jugé jusqu'à ce que vous tapiez resume.")
  }

  var skipping: String { text("The solution:", "La solution :") }

  var noMoreHints: String {
    text(
      "There are no more hints. skip types the solution for you.",
      "Il n'y a plus d'indice. skip tape la solution à votre place.")
  }

  func hint(_ number: Int, of total: Int, _ hint: String) -> String {
    text("Hint \(number) of \(total): \(hint)", "Indice \(number) sur \(total) : \(hint)")
  }
}
