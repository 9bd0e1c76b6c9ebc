package dev.cotangent.jqwik;

import dev.cotangent.Shape;
import dev.cotangent.Tensor;
import io.vavr.Tuple;
import io.vavr.collection.Seq;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A value as Java writes it, bit for bit, so that a point that was found can be put into a test.
final class Source {
  private Source() {}

  private static final int LONG = 200;

  static String of(@Nullable Object value) {
    return switch (value) {
      case Tensor x -> x.size() > LONG ? "a tensor of " + x.shape() + "\n" + x : tensor(x);
      case Tuple t -> "Tuple.of" + listed(t.toSeq().toJavaStream());
      case Seq<?> parts -> "Array.of" + listed(parts.toJavaStream());
      case List<?> parts -> "List.of" + listed(parts.stream());
      case Map<?, ?> map ->
          "Map.of"
              + listed(map.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())));
      case io.vavr.collection.Map<?, ?> map ->
          "HashMap.of" + listed(map.toJavaStream().flatMap(e -> Stream.of(e._1, e._2)));
      case Record r -> "new " + r.getClass().getSimpleName() + listed(components(r));
      case String text -> '"' + text + '"';
      case null, default -> String.valueOf(value);
    };
  }

  private static String listed(Stream<?> parts) {
    return parts.map(Source::of).collect(Collectors.joining(", ", "(", ")"));
  }

  private static Stream<Object> components(Record r) {
    return Arrays.stream(r.getClass().getRecordComponents()).map(c -> component(r, c));
  }

  private static Object component(Record r, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(r);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static String tensor(Tensor x) {
    var elements = elements(x);
    var shape =
        x.rank() == 1 && x.size() > 0 ? "" : shape(x.shape()) + (elements.isEmpty() ? "" : ", ");
    return switch (x.dtype()) {
      case FLOAT64 ->
          x.rank() == 0 ? "Tensor.scalar(" + elements + ")" : "Tensor.of(" + shape + elements + ")";
      case FLOAT32 -> "Tensor.floats(" + shape + elements + ")";
      case INT32 -> "Tensor.ints(" + shape + elements + ")";
      case BOOL -> "Tensor.bools(" + shape + elements + ")";
    };
  }

  private static String shape(Shape shape) {
    return "Shape.of("
        + Arrays.stream(shape.toArray()).mapToObj(String::valueOf).collect(Collectors.joining(", "))
        + ")";
  }

  private static String elements(Tensor x) {
    var parts =
        switch (x.dtype()) {
          case FLOAT64 -> Arrays.stream(x.toDoubleArray()).mapToObj(Source::number);
          case FLOAT32 -> floats(x.toFloatArray());
          case INT32 -> Arrays.stream(x.toIntArray()).mapToObj(String::valueOf);
          case BOOL -> bools(x.toBooleanArray());
        };
    return parts.collect(Collectors.joining(", "));
  }

  private static String number(double value) {
    if (Double.isNaN(value)) return "Double.NaN";
    if (Double.isInfinite(value))
      return "Double." + (value > 0 ? "POSITIVE" : "NEGATIVE") + "_INFINITY";
    return Double.toString(value);
  }

  private static Stream<String> floats(float[] values) {
    return IntStream.range(0, values.length)
        .mapToObj(k ->
            Float.isFinite(values[k])
                ? values[k] + "f"
                : number(values[k]).replace("Double", "Float"));
  }

  private static Stream<String> bools(boolean[] values) {
    return IntStream.range(0, values.length).mapToObj(k -> String.valueOf(values[k]));
  }
}
