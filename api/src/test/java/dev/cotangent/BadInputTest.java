package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/// Every misuse throws where it happens, and the message names the operation and what was wrong.
class BadInputTest {
  private static final Tensor V2 = Tensor.of(1, 2);
  private static final Tensor V3 = Tensor.of(1, 2, 3);
  private static final Tensor M23 = Tensor.ones(2, 3);
  private static final Tensor I2 = Tensor.ints(1, 0);
  private static final Tensor BOOL = Tensor.bools(true, false);
  private static final Tensor NONE = Tensor.zeros(2, 0);
  private static final Tensor ONE = Tensor.scalar(1);

  private final List<DynamicTest> tests = new ArrayList<>();

  private void bad(String operation, Executable call, String... parts) {
    throwing(IllegalArgumentException.class, operation, call, parts);
  }

  private void outside(String operation, Executable call, String... parts) {
    throwing(IndexOutOfBoundsException.class, operation, call, parts);
  }

  private void throwing(
      Class<? extends RuntimeException> type, String operation, Executable call, String... parts) {
    tests.add(
        DynamicTest.dynamicTest(
            operation + " " + String.join(", ", parts),
            () -> Messages.startsWith(assertThrows(type, call), operation, parts)));
  }

  private static final String BROADCAST = "(2) and (3) do not broadcast";

  @TestFactory
  List<DynamicTest> shapesThatDoNotBroadcast() {
    bad("plus", () -> V2.plus(V3), BROADCAST);
    bad("minus", () -> V2.minus(V3), BROADCAST);
    bad("times", () -> V2.times(V3), BROADCAST);
    bad("div", () -> V2.div(V3), BROADCAST);
    bad("pow", () -> V2.pow(V3), BROADCAST);
    bad("rem", () -> V2.rem(V3), BROADCAST);
    bad("mod", () -> V2.mod(V3), BROADCAST);
    bad("minimum", () -> V2.minimum(V3), BROADCAST);
    bad("maximum", () -> V2.maximum(V3), BROADCAST);
    bad("logaddexp", () -> V2.logaddexp(V3), BROADCAST);
    bad("hypot", () -> V2.hypot(V3), BROADCAST);
    bad("xlogy", () -> V2.xlogy(V3), BROADCAST);
    bad("atan2", () -> V2.atan2(V3), BROADCAST);
    bad("lt", () -> V2.lt(V3), BROADCAST);
    bad("le", () -> V2.le(V3), BROADCAST);
    bad("gt", () -> V2.gt(V3), BROADCAST);
    bad("ge", () -> V2.ge(V3), BROADCAST);
    bad("eq", () -> V2.eq(V3), BROADCAST);
    bad("ne", () -> V2.ne(V3), BROADCAST);
    var three = Tensor.bools(true, true, true);
    bad("and", () -> BOOL.and(three), BROADCAST);
    bad("or", () -> BOOL.or(three), BROADCAST);
    bad("xor", () -> BOOL.xor(three), BROADCAST);
    bad("where", () -> Tensor.where(BOOL, V3, ONE), BROADCAST);
    bad("where", () -> Tensor.where(BOOL, V2, V3), BROADCAST);
    bad("broadcastTo", () -> V2.broadcastTo(Shape.of(3)), "(2)", "(3)");
    bad("broadcastTo", () -> M23.broadcastTo(Shape.of(3)), "(2, 3)", "(3)");
    bad("broadcastTo", () -> V2.broadcastTo(Shape.of(2, 1)), "(2)", "(2, 1)");
    return tests;
  }

  @TestFactory
  List<DynamicTest> axes() {
    bad("sum", () -> M23.sum(2), "axis 2", "(2, 3)", "-2 to 1");
    bad("sum", () -> M23.sum(0, -2), "axis -2", "(2, 3)", "twice", "[0, -2]");
    bad("mean", () -> M23.mean(-3), "axis -3", "(2, 3)");
    bad("prod", () -> M23.prod(5), "axis 5", "(2, 3)");
    bad("max", () -> M23.max(2), "axis 2", "(2, 3)");
    bad("min", () -> M23.min(1, 1), "axis 1", "(2, 3)", "twice");
    bad("variance", () -> M23.variance(2), "axis 2", "(2, 3)");
    bad("std", () -> M23.std(2), "axis 2", "(2, 3)");
    bad("logsumexp", () -> M23.logsumexp(2), "axis 2", "(2, 3)");
    bad("logsumexp", () -> ONE.logsumexp(0), "axis 0", "()");
    bad("sum", () -> ONE.sum(0), "axis 0", "()", "no axes");
    bad("any", () -> M23.any(2), "axis 2", "(2, 3)");
    bad("all", () -> M23.all(2), "axis 2", "(2, 3)");
    bad("norm", () -> M23.norm(2, false, 2), "axis 2", "(2, 3)");
    bad("argMax", () -> M23.argMax(2), "axis 2", "(2, 3)");
    bad("argMin", () -> ONE.argMin(0), "axis 0", "()");
    bad("median", () -> M23.median(-3), "axis -3", "(2, 3)");
    bad("softmax", () -> M23.softmax(2), "axis 2", "(2, 3)");
    bad("softmax", () -> ONE.softmax(0), "axis 0", "()");
    bad("logSoftmax", () -> M23.logSoftmax(2), "axis 2", "(2, 3)");
    bad("swapAxes", () -> M23.swapAxes(0, 2), "axis 2", "(2, 3)");
    bad("flip", () -> M23.flip(2), "axis 2", "(2, 3)");
    bad("flip", () -> M23.flip(0, 0), "axis 0", "twice");
    bad("expandDims", () -> M23.expandDims(3 + 1), "axis 4", "-3 to 2");
    bad("squeeze", () -> M23.squeeze(2), "axis 2", "(2, 3)");
    bad("squeeze", () -> M23.squeeze(0), "axis 0", "(2, 3)", "length 2");
    bad("squeeze", () -> Tensor.ones(1, 2).squeeze(0, 0), "axis 0", "twice");
    bad("slice", () -> M23.slice(2, 0, 1, 1), "axis 2", "(2, 3)");
    bad("split", () -> M23.split(2, 1), "axis 2", "(2, 3)");
    bad("take", () -> M23.take(I2, 2), "axis 2", "(2, 3)");
    bad("gather", () -> V2.gather(I2, 1), "axis 1", "(2)");
    bad("scatterAdd", () -> V2.scatterAdd(I2, V2, 1), "axis 1", "(2)");
    bad("scatter", () -> V2.scatter(I2, V2, 1), "axis 1", "(2)");
    bad("repeat", () -> M23.repeat(2, 2), "axis 2", "(2, 3)");
    bad("roll", () -> ONE.roll(1, 0), "axis 0", "()", "no axes");
    bad("cumSum", () -> M23.cumSum(2), "axis 2", "(2, 3)", "-2 to 1");
    bad("cumProd", () -> ONE.cumProd(0), "axis 0", "()");
    bad("cumMax", () -> M23.cumMax(-3), "axis -3", "(2, 3)");
    bad("cumMin", () -> M23.cumMin(2), "axis 2", "(2, 3)");
    bad("logcumsumexp", () -> M23.logcumsumexp(2), "axis 2", "(2, 3)");
    bad("diff", () -> ONE.diff(0), "axis 0", "()");
    bad("sort", () -> M23.sort(2), "axis 2", "(2, 3)");
    bad("sort", () -> M23.sort(-3, true), "axis -3", "(2, 3)");
    bad("argSort", () -> ONE.argSort(0), "axis 0", "()");
    bad("topK", () -> M23.topK(1, 2), "axis 2", "(2, 3)");
    bad("concat", () -> Tensor.concat(1, V2, V3), "axis 1", "(2)");
    bad("stack", () -> Tensor.stack(2, V2, V2), "axis 2");
    bad("permute", () -> M23.permute(0, 2), "axis 2", "(2, 3)");
    return tests;
  }

  @TestFactory
  List<DynamicTest> nothingToChooseFrom() {
    bad("max", () -> NONE.max(), "(2, 0)");
    bad("max", () -> NONE.max(1), "(2, 0)", "[1]");
    bad("min", () -> NONE.min(true, 1), "(2, 0)", "[1]");
    bad("argMax", () -> NONE.argMax(1), "(2, 0)");
    bad("argMin", () -> NONE.argMin(1), "(2, 0)");
    bad("median", () -> NONE.median(1), "(2, 0)");
    bad("median", () -> Tensor.of().median(0), "(0)");
    bad("cumMax", () -> NONE.cumMax(1), "(2, 0)", "[1]");
    bad("cumMin", () -> Tensor.of().cumMin(0), "(0)", "[0]");
    return tests;
  }

  @TestFactory
  List<DynamicTest> shapesOfLayouts() {
    bad("reshape", () -> M23.reshape(4), "(2, 3)", "6", "(4)");
    bad("reshape", () -> M23.reshape(-1, -1), "(2, 3)", "(-1, -1)");
    bad("reshape", () -> M23.reshape(-2, -3), "(2, 3)", "(-2, -3)");
    bad("reshape", () -> M23.reshape(4, -1), "(2, 3)", "(4, -1)");
    bad("reshape", () -> NONE.reshape(0, -1), "(2, 0)", "(0, -1)");
    bad("reshape", () -> NONE.reshape(1 << 16, 1 << 16, 1 << 16, 1 << 16), "65536");
    bad("permute", () -> M23.permute(0), "[0]", "(2, 3)");
    bad("permute", () -> M23.permute(0, 0), "[0, 0]", "(2, 3)");
    bad("permute", () -> M23.permute(0, -2), "[0, -2]", "(2, 3)");
    bad("concat", () -> Tensor.concat(0), "no parts");
    bad("concat", () -> Tensor.concat(0, ONE, ONE), "rank 0");
    bad("concat", () -> Tensor.concat(0, M23, V3), "part 1", "(3)", "(2, 3)");
    bad("concat", () -> Tensor.concat(0, M23, Tensor.ones(2, 2)), "(2, 2)", "(2, 3)", "axis 0");
    bad("stack", () -> Tensor.stack(0), "no parts");
    bad("stack", () -> Tensor.stack(0, V2, V3), "part 1", "(3)", "(2)");
    bad("split", () -> V3.split(0, 1, 1), "[1, 1]", "2", "axis 0", "(3)");
    bad("split", () -> V3.split(0, 4, -1), "[4, -1]", "negative");
    bad("slice", () -> V3.slice(0, 0, 3, 0), "step of 0", "axis 0");
    bad("tile", () -> V3.tile(2, -1), "[2, -1]", "(3)");
    bad("tile", () -> V3.tile(1 << 30), "length 3", "1073741824 times");
    bad("repeat", () -> V3.repeat(-1, 0), "-1");
    bad("repeat", () -> V3.repeat(1 << 30, 0), "length 3", "1073741824 times");
    bad("pad", () -> M23.pad(new int[][] {{1, 1}}, 0), "1 pairs", "(2, 3)");
    bad("pad", () -> V3.pad(new int[][] {{1}}, 0), "[1]", "axis 0", "(3)");
    bad("pad", () -> V3.pad(new int[][] {{0, -1}}, 0), "[0, -1]", "axis 0", "(3)");
    bad("pad", () -> V3.pad(new int[][] {{Integer.MAX_VALUE, 0}}, 0), "axis 0", "2147483650");
    bad("reflectPad", () -> V3.reflectPad(new int[][] {{3, 0}}), "3", "axis 0", "(3)", "most 2");
    bad("reflectPad", () -> V3.reflectPad(new int[][] {{-1, 0}}), "[-1, 0]", "(3)");
    bad("reflectPad", () -> V3.reflectPad(new int[0][]), "0 pairs", "(3)");
    bad("reflectPad", () -> Tensor.of().reflectPad(new int[][] {{0, 1}}), "(0)", "most 0");
    return tests;
  }

  @TestFactory
  List<DynamicTest> matrices() {
    bad("diag", () -> ONE.diag(), "()");
    bad("diag", () -> Tensor.ones(2, 2, 2).diag(), "(2, 2, 2)", "diagonal");
    bad("diagonal", () -> V3.diagonal(0), "(3)");
    bad("tril", () -> V3.tril(0), "(3)");
    bad("triu", () -> ONE.triu(0), "()");
    bad("trace", () -> V3.trace(), "(3)");
    bad("topK", () -> V3.topK(4, 0), "4 of the 3", "axis 0", "(3)");
    bad("topK", () -> V3.topK(-1, 0), "-1 of the 3");
    return tests;
  }

  @TestFactory
  List<DynamicTest> positions() {
    outside("get", () -> V3.get(3), "position 3", "axis 0", "(3)", "-3 to 2");
    outside("get", () -> V3.get(-4), "position -4", "(3)");
    outside("get", () -> M23.get(0, 3), "position 3", "axis 1", "(2, 3)");
    outside("get", () -> V3.get(0, 0), "2 positions", "rank 1", "(3)");
    outside("get", () -> ONE.get(0), "1 positions", "rank 0");
    outside("take", () -> V3.take(Tensor.ints(0, 3), 0), "index 3", "length 3", "0 to 2");
    outside("take", () -> V3.take(Tensor.ints(-1), 0), "index -1", "length 3");
    outside("gather", () -> V3.gather(Tensor.ints(5), 0), "index 5", "length 3");
    outside("scatterAdd", () -> V3.scatterAdd(Tensor.ints(-2), ONE.reshape(1), 0), "index -2");
    outside("scatter", () -> V3.scatter(Tensor.ints(3), Tensor.of(1), 0), "index 3", "length 3");
    outside("oneHot", () -> Tensor.ints(0, 4).oneHot(4), "index 4", "length 4");
    outside("oneHot", () -> Tensor.ints(-1).oneHot(4), "index -1");
    bad("take", () -> V3.take(Tensor.of(0), 0), "INT32", "FLOAT64");
    bad("gather", () -> V3.gather(Tensor.of(0), 0), "INT32", "FLOAT64");
    bad("scatterAdd", () -> V2.scatterAdd(BOOL, V2, 0), "INT32", "BOOL");
    bad("scatter", () -> V2.scatter(V2, V2, 0), "INT32", "FLOAT64");
    bad("scatter", () -> V3.scatter(I2, V3, 0), "(3)", "(2)");
    bad("scatter", () -> M23.scatter(I2, V2, 0), "(2)", "(2, 3)", "rank");
    bad("oneHot", () -> V2.oneHot(3), "INT32", "FLOAT64");
    bad("oneHot", () -> Tensor.ints().oneHot(-1), "-1");
    bad("gather", () -> M23.gather(I2, 0), "(2)", "(2, 3)", "rank");
    bad("gather", () -> M23.gather(Tensor.ints(Shape.of(3, 3), new int[9]), 1), "(3, 3)");
    bad("scatterAdd", () -> V3.scatterAdd(I2, V3, 0), "(3)", "(2)");
    bad("scatterAdd", () -> M23.scatterAdd(I2, V2, 0), "(2)", "(2, 3)");
    return tests;
  }

  @TestFactory
  List<DynamicTest> products() {
    var m52 = Tensor.ones(5, 2);
    bad("matmul", () -> M23.matmul(m52), "(2, 3) x (5, 2)", "3 and 5 differ");
    bad("matmul", () -> V2.matmul(V3), "(2) x (3)", "2 and 3 differ");
    bad("matmul", () -> M23.matmul(V2), "(2, 3) x (2)", "3 and 2 differ");
    bad("matmul", () -> ONE.matmul(M23), "() x (2, 3)", "scalar");
    bad("matmul", () -> M23.matmul(ONE), "(2, 3) x ()", "scalar");
    bad(
        "matmul",
        () -> Tensor.ones(2, 1, 3).matmul(Tensor.ones(3, 3, 1)),
        "(2, 1, 3) x (3, 3, 1)",
        "(2) and (3)");
    bad("dot", () -> V2.dot(V3), "(2) x (3)", "2 and 3 differ");
    bad("dot", () -> M23.dot(V3), "(2, 3)", "(3)", "vectors");
    bad("outer", () -> M23.outer(V3), "(2, 3)", "(3)", "vectors");
    return tests;
  }

  @TestFactory
  List<DynamicTest> numbers() {
    bad("clamp", () -> V2.clamp(1, 0), "1.0", "0.0");
    bad("clamp", () -> V2.clamp(Double.NaN, 0), "NaN");
    bad("norm", () -> V2.norm(-1), "-1.0");
    bad("norm", () -> V2.norm(Double.NaN), "NaN");
    bad("arange", () -> Tensor.arange(0, 1, 0), "0.0", "1.0");
    bad("arange", () -> Tensor.arange(0, 1, Double.NaN), "NaN");
    bad("arange", () -> Tensor.arange(0, Double.POSITIVE_INFINITY, 1), "Infinity");
    bad("arange", () -> Tensor.arange(0, 1, Double.POSITIVE_INFINITY), "Infinity");
    bad("linspace", () -> Tensor.linspace(0, 1, -1), "-1");
    bad("rem", () -> I2.rem(I2), "INT32", "zero");
    bad("mod", () -> I2.mod(0), "INT32", "zero");
    bad("eye", () -> Tensor.eye(-1), "-1");
    return tests;
  }

  @TestFactory
  List<DynamicTest> elements() {
    bad("Tensor", () -> Tensor.of(Shape.of(2), 1, 2, 3), "(2)", "2", "3");
    bad("Tensor", () -> Tensor.floats(Shape.of(2), 1), "(2)", "2", "1");
    bad("Tensor", () -> Tensor.ints(Shape.of(), 1, 2), "()", "1", "2");
    bad("Tensor", () -> Tensor.bools(Shape.of(2, 2), true), "(2, 2)", "4", "1");
    bad("Tensor.of", () -> Tensor.of(new double[][] {{1, 2}, {3}}), "row 0", "2", "row 1", "1");
    bad("Shape", () -> Tensor.zeros(2, -1), "[2, -1]");
    bad("item", () -> V2.item(), "(2)", "2 elements");
    bad("item", () -> NONE.item(), "(2, 0)", "0 elements");
    bad("toIntArray", () -> V2.toIntArray(), "INT32", "FLOAT64");
    bad("toBooleanArray", () -> I2.toBooleanArray(), "BOOL", "INT32");
    bad("and", () -> BOOL.and(I2), "BOOL", "INT32");
    bad("or", () -> V2.or(BOOL), "BOOL", "FLOAT64");
    bad("xor", () -> I2.xor(I2), "BOOL", "INT32");
    bad("not", () -> I2.not(), "BOOL", "INT32");
    bad("where", () -> Tensor.where(I2, V2, V2), "BOOL", "INT32");
    bad("where", () -> Tensor.where(V2, V2, V2), "BOOL", "FLOAT64");
    return tests;
  }
}
