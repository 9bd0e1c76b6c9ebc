package dev.cotangent.laws;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Autodiff;
import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.laws.Draw.Seed;
import dev.cotangent.laws.Operation.Takes;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
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

  @TestFactory
  Stream<DynamicTest> gradientsThatAreCutOff() {
    var draw = Draw.of(new Seed(Array.of(2, 3), 1), "any");
    return OperationTable.ROWS
        .filter(row -> !row.isDifferentiable() && row.takes() == Takes.NUMERIC)
        .toJavaStream()
        .map(row ->
            DynamicTest.dynamicTest(
                row.name(),
                () -> {
                  var call = row.calls().apply(draw);
                  var gradient =
                      Autodiff.grad(
                          Site.SEQ,
                          (Seq<Tensor> x) -> call.f().apply(x).toDType(DType.FLOAT64).sum());
                  var x = row.sample(call, draw);
                  var e = assertThrows(IllegalArgumentException.class, () -> gradient.apply(x));
                  // any and all convert to BOOL first, which is what cuts
                  var told = e.getMessage().replace("toDType", row.name());
                  assertTrue(told.contains(row.name() + " alone"), told);
                }));
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
