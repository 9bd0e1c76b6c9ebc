package dev.cotangent.docs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which blocks of code break off.
class SnippetsTest {
  @ParameterizedTest
  @ValueSource(strings = {"a +\n", "f(a,", "x ->", "val f =", "fun f() {", "a + // b\n"})
  void breakOff(String code) {
    assertTrue(Snippets.endsOpen(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a + b\n", "f(a);", "fun f() {\n}", "x; // and so on.", "List<A>"})
  void areWhole(String code) {
    assertFalse(Snippets.endsOpen(code));
  }
}
