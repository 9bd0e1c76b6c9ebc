package dev.cotangent.laws;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.DType;
import dev.cotangent.laws.Draw.Seed;
import io.vavr.collection.Array;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Bad input throws at the call, and the message starts with the name of the operation.
class RefusalTest {
  @TestFactory
  Stream<DynamicTest> whatTheTableRefuses() {
    return OperationTable.ROWS
        .toJavaStream()
        .flatMap(row ->
            row.refusals()
                .toJavaStream()
                .map(refusal ->
                    DynamicTest.dynamicTest(
                        row + " " + refusal.says().mkString(", "),
                        () -> refused(row, refusal.call(), refusal.says()))));
  }

  @TestFactory
  Stream<DynamicTest> typesThatAreNotTaken() {
    var draw = Draw.of(new Seed(Array.of(2, 3), 1), "any");
    return OperationTable.ROWS
        .toJavaStream()
        .flatMap(row ->
            Array.of(DType.values())
                .removeAll(row.takes().dtypes)
                .toJavaStream()
                .map(dtype ->
                    DynamicTest.dynamicTest(
                        row + " of " + dtype,
                        () -> {
                          var call = row.calls().apply(draw);
                          var x = row.sample(call, draw);
                          refused(
                              row,
                              () -> call.f().apply(x.map(part -> Operation.as(dtype, part))),
                              Array.of(dtype.toString(), row.takes().dtypes.get(0).toString()));
                        })));
  }

  private static void refused(Operation row, Runnable call, Iterable<String> says) {
    var message =
        String.valueOf(assertThrows(IllegalArgumentException.class, call::run).getMessage());
    assertTrue(message.startsWith(row + ":"), () -> row + ": does not start \"" + message + "\"");
    for (var part : says) {
      assertTrue(message.contains(part), () -> "no \"" + part + "\" in \"" + message + "\"");
    }
  }
}
