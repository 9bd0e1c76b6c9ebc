package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vavr.Function1;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The laws of derivatives, for every differentiable operation: against finite differences, one
/// mode against the other, to the second order, in every layout and in FLOAT32.
class DerivativeTest {
  private static final Structure<Seq<Tensor>> SEQ = Structure.seq();

  /// Results through which no derivative flows.
  private static final Set<String> CONSTANT =
      Set.of(
          "lt",
          "le",
          "gt",
          "ge",
          "eq",
          "ne",
          "and",
          "or",
          "xor",
          "not",
          "isNaN",
          "isInf",
          "isFinite",
          "any",
          "all",
          "argMax",
          "argMin",
          "argSort",
          "oneHot");

  private static Stream<Operation> table() {
    return Stream.of(
            PointwiseTable.arithmetic(),
            PointwiseTable.exponential(),
            PointwiseTable.trigonometric(),
            PointwiseTable.special(),
            PointwiseTable.activation(),
            ShapedTable.sums(),
            ShapedTable.extremes(),
            ShapedTable.products(),
            ShapedTable.layouts(),
            RearrangingTable.margins(),
            RearrangingTable.diagonals(),
            RearrangingTable.scans(),
            RearrangingTable.order(),
            ShapedTable.indices(),
            ShapedTable.own(),
            NetworkTable.layers(),
            NetworkTable.losses(),
            NetworkTable.einsums())
        .flatMap(rows -> rows.stream());
  }

  @Test
  void everyOperationHasARow() {
    var rows = table().map(Operation::name).collect(Collectors.toSet());
    var missing = new TreeSet<String>();
    int found = 0;
    for (var family : Ops.class.getInterfaces()) {
      for (var method : family.getDeclaredMethods()) {
        if (!method.isDefault() || method.isSynthetic() || CONSTANT.contains(method.getName())) {
          continue;
        }
        found++;
        if (!rows.contains(signature(method))) missing.add(signature(method));
      }
    }
    assertEquals(Set.of(), missing);
    assertTrue(found > 100, () -> "the operations were not found");
  }

  private static String signature(Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(type -> type == Object.class ? "S" : type.getSimpleName())
        .collect(Collectors.joining(", ", method.getName() + "(", ")"));
  }

  private interface Law {
    void check(Function1<Seq<Tensor>, Tensor> f, Seq<Tensor> x, Seq<Tensor> dx, Tensor ct);
  }

  private static Stream<DynamicTest> each(Law law) {
    return eachRow((row, shapes) -> {
      var x = row.sample(shapes);
      var random = new Random(7);
      var dx = x.map(part -> normal(random, part)).toArray();
      law.check(row.f(), x, dx, normal(random, row.f().apply(x)));
    });
  }

  /// A test of every row of the table with every tuple of its shapes.
  static Stream<DynamicTest> eachRow(BiConsumer<Operation, Seq<Shape>> check) {
    return table()
        .flatMap(row ->
            row.shapes()
                .toJavaStream()
                .map(shapes ->
                    DynamicTest.dynamicTest(
                        row.name() + " " + shapes.mkString(" "), () -> check.accept(row, shapes))));
  }

  private static Tensor normal(Random random, Tensor like) {
    return Tensor.of(
        like.shape(),
        random
            .doubles(like.size(), 0.3, 1.5)
            .map(value -> random.nextBoolean() ? value : -value)
            .toArray());
  }

  @TestFactory
  Stream<DynamicTest> forwardModeAgreesWithFiniteDifferences() {
    return each((f, x, dx, _) -> {
      var linearized = Autodiff.jvp(SEQ, f, x, dx);
      assertEquals(f.apply(x), linearized.value());
      assertClose(differences(f, x, dx), linearized.tangent(), 1e-8);
    });
  }

  @TestFactory
  Stream<DynamicTest> reverseModeIsTheTransposeOfForwardMode() {
    return each((f, x, dx, ct) -> {
      var recording = Autodiff.vjp(SEQ, f, x);
      assertEquals(f.apply(x), recording.value());
      var cotangents = recording.pullback().apply(ct);
      assertEquals(x.map(Tensor::shape), cotangents.map(Tensor::shape).toArray());
      double left = inner(cotangents, dx);
      double right = inner(Array.of(ct), Array.of(Autodiff.jvp(SEQ, f, x, dx).tangent()));
      assertEquals(left, right, 1e-11 * (1 + Math.abs(left)));
    });
  }

  @TestFactory
  Stream<DynamicTest> secondDerivativesAgreeInAllModes() {
    return each((f, x, dx, ct) -> {
      Function1<Seq<Tensor>, Tensor> gradient =
          y -> flat(Autodiff.vjp(SEQ, f, y).pullback().apply(ct));
      var hessian = Autodiff.jvp(SEQ, gradient, x, dx).tangent();
      assertClose(differences(gradient, x, dx), hessian, 1e-7);
      Function1<Seq<Tensor>, Tensor> slope =
          y -> Autodiff.jvp(SEQ, f, y, dx).tangent().times(ct).sum();
      assertClose(hessian, flat(Autodiff.grad(SEQ, slope).apply(x)), 1e-10);
      Function1<Seq<Tensor>, Tensor> product = y -> gradient.apply(y).dot(flat(dx));
      assertClose(hessian, flat(Autodiff.grad(SEQ, product).apply(x)), 1e-10);
    });
  }

  @TestFactory
  Stream<DynamicTest> layoutsCannotBeSeen() {
    return each((f, x, dx, ct) -> {
      var views = x.map(DerivativeTest::laidOut).toArray();
      assertEquals(x, views);
      assertEquals(f.apply(x), f.apply(views));
      assertEquals(
          Autodiff.vjp(SEQ, f, x).pullback().apply(ct).toArray(),
          Autodiff.vjp(SEQ, f, views).pullback().apply(laidOut(ct)).toArray());
      assertEquals(
          Autodiff.jvp(SEQ, f, x, dx),
          Autodiff.jvp(SEQ, f, views, dx.map(DerivativeTest::laidOut)));
    });
  }

  /// The same elements backwards, by columns and with gaps.
  private static Tensor laidOut(Tensor x) {
    if (x.rank() == 0) return x;
    var stored = x.flip().transpose();
    var wide = Tensor.stack(1, stored.flatten(), stored.flatten().plus(100)).flatten();
    var every = wide.slice(0, 0, (int) wide.size(), 2);
    return every.reshape(stored.shape().toArray()).transpose().flip();
  }

  @TestFactory
  Stream<DynamicTest> singlePrecision() {
    return each((f, x, dx, ct) -> {
      var narrow = x.map(DerivativeTest::narrow).toArray();
      var narrowTangent = dx.map(DerivativeTest::narrow).toArray();
      var wide = narrow.map(DerivativeTest::wide);
      var wideTangent = narrowTangent.map(DerivativeTest::wide);
      var y = Autodiff.jvp(SEQ, f, narrow, narrowTangent);
      var expected = Autodiff.jvp(SEQ, f, wide, wideTangent);
      assertEquals(DType.FLOAT32, y.value().dtype());
      assertEquals(DType.FLOAT32, y.tangent().dtype());
      assertClose(expected.value(), wide(y.value()), 1e-5);
      assertClose(expected.tangent(), wide(y.tangent()), 1e-4);
      var cotangents = Autodiff.vjp(SEQ, f, narrow).pullback().apply(narrow(ct));
      for (var part : cotangents) assertEquals(DType.FLOAT32, part.dtype());
      var wideCotangents = Autodiff.vjp(SEQ, f, wide).pullback().apply(wide(narrow(ct)));
      assertClose(flat(wideCotangents), wide(flat(cotangents)), 1e-4);
    });
  }

  private static Tensor narrow(Tensor x) {
    return x.toDType(DType.FLOAT32);
  }

  private static Tensor wide(Tensor x) {
    return x.toDType(DType.FLOAT64);
  }

  private static Tensor flat(Seq<Tensor> parts) {
    return Tensor.concat(0, parts.map(Tensor::flatten).toJavaArray(Tensor[]::new));
  }

  private static double inner(Seq<Tensor> xs, Seq<Tensor> ys) {
    double sum = 0;
    for (int part = 0; part < xs.size(); part++) {
      var x = xs.get(part).toDoubleArray();
      var y = ys.get(part).toDoubleArray();
      for (int k = 0; k < x.length; k++) sum += x[k] * y[k];
    }
    return sum;
  }

  /// The derivative along `dx` by central differences, extrapolated once after Richardson.
  private static Tensor differences(
      Function1<Seq<Tensor>, Tensor> f, Seq<Tensor> x, Seq<Tensor> dx) {
    var coarse = difference(f, x, dx, 1e-3);
    var fine = difference(f, x, dx, 5e-4);
    return fine.times(4).minus(coarse).div(3);
  }

  private static Tensor difference(
      Function1<Seq<Tensor>, Tensor> f, Seq<Tensor> x, Seq<Tensor> dx, double h) {
    var above = f.apply(x.zipWith(dx, (y, dy) -> y.plus(dy.times(h))));
    var below = f.apply(x.zipWith(dx, (y, dy) -> y.minus(dy.times(h))));
    return above.minus(below).div(2 * h);
  }

  private static void assertClose(Tensor expected, Tensor actual, double tolerance) {
    var close = actual.allClose(expected, tolerance, tolerance);
    assertTrue(close, () -> "expected " + expected + "\nbut was " + actual);
  }
}
