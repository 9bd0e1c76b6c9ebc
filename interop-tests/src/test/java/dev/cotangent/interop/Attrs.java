package dev.cotangent.interop;

import java.util.List;
import java.util.Map;

/// The attributes of an operation, as the JSON reader gives them: numbers are doubles.
record Attrs(Map<String, Object> values) {
  static Attrs of(Map<String, Object> values) {
    return new Attrs(values == null ? Map.of() : values);
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  String text(String name) {
    return (String) values.get(name);
  }

  /// A number, or the default if it is absent or null; "inf" is infinity.
  double number(String name, double otherwise) {
    return switch (values.get(name)) {
      case null -> otherwise;
      case String inf when inf.equals("inf") -> Double.POSITIVE_INFINITY;
      case Object number -> (Double) number;
    };
  }

  int integer(String name, int otherwise) {
    return (int) number(name, otherwise);
  }

  int axis() {
    return integer("axis", 0);
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  List<?> list(String name) {
    return (List<?>) values.get(name);
  }

  /// A list of whole numbers; none if it is absent.
  int[] integers(String name) {
    return has(name) ? integers(list(name)) : new int[0];
  }

  static int[] integers(List<?> numbers) {
    return numbers.stream().mapToInt(n -> ((Double) n).intValue()).toArray();
  }
}
