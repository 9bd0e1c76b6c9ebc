package dev.cotangent.benchmarks.gradbench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/// The command line of `benchmarks/gradbench`: messages come on standard input, answers go to
/// standard output, until the input ends.
final class Tool {
  private Tool() {}

  public static void main(String[] args) throws IOException {
    var messages = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    var answers = System.out;
    // Whatever else is printed must not come between the answers.
    System.setOut(System.err);
    var session = new Session();
    for (var line = messages.readLine(); line != null; line = messages.readLine()) {
      if (line.isBlank()) continue;
      answers.println(session.answer(line));
      answers.flush();
    }
  }
}
