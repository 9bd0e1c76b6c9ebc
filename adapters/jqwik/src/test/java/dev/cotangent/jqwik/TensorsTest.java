package dev.cotangent.jqwik;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import io.vavr.Tuple2;
import io.vavr.collection.Array;
import io.vavr.collection.Seq;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoublePredicate;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// What is drawn is what was asked for, and all of it.
class TensorsTest {
  private static void each(Tensor x, DoublePredicate holds) {
    assertTrue(Arrays.stream(x.toDoubleArray()).allMatch(holds), x::toString);
  }

  @Property
  void usualTensorsAreSmall(@ForAll Tensor x) {
    assertEquals(DType.FLOAT64, x.dtype());
    assertTrue(x.rank() <= 3 && x.size() <= 64 && x.size() > 0, x::toString);
    each(x, v -> -10 <= v && v <= 10);
  }

  @Property
  void theAnnotationIsKept(
      @ForAll @TensorOf(rank = 1, maxRank = 2, minDim = 0, maxDim = 5, min = 3, max = 4) Tensor x) {
    assertTrue(x.rank() == 1 || x.rank() == 2);
    assertTrue(Array.ofAll(x.shape().toArray()).forAll(dim -> dim <= 5));
    each(x, v -> 3 <= v && v <= 4);
  }

  @Property
  void rankAloneIsTheRank(
      @ForAll @TensorOf(rank = 2) Tensor x, @ForAll @TensorOf(maxRank = 1) Tensor y) {
    assertEquals(2, x.rank());
    assertTrue(y.rank() <= 1);
  }

  @Property
  void shapesMayBeGiven(
      @ForAll @TensorOf(shape = {2, 0, 3}) Tensor x, @ForAll @TensorOf(shape = {}) Tensor y) {
    assertEquals(Array.of(2, 0, 3), Array.ofAll(x.shape().toArray()));
    assertEquals(0, y.rank());
  }

  @Property
  void types(
      @ForAll @TensorOf(dtype = DType.FLOAT32) Tensor floats,
      @ForAll @TensorOf(dtype = DType.INT32, min = -2.5, max = 2.5) Tensor ints,
      @ForAll @TensorOf(dtype = DType.BOOL) Tensor bools) {
    assertEquals(
        Array.of(DType.FLOAT32, DType.INT32, DType.BOOL),
        Array.of(floats, ints, bools).map(Tensor::dtype));
    each(ints, v -> -2 <= v && v <= 2);
  }

  @Property
  void distancesFromKinksAreKept(
      @ForAll
          @TensorOf(
              kinks = {0, 1},
              distance = 0.5,
              min = -2,
              max = 2)
          Tensor x) {
    each(x, v -> Math.abs(v) > 0.5 && Math.abs(v - 1) > 0.5);
  }

  @Property
  void kinksAreSatOn(
      @ForAll
          @TensorOf(
              kinks = {0, 1},
              distance = 0.5,
              min = -2,
              max = 2,
              onKinks = true)
          Tensor x) {
    each(x, v -> v == 0 || v == 1 || Math.abs(v) > 0.5 && Math.abs(v - 1) > 0.5);
  }

  /// So many elements that what is drawn at all is among them.
  private static Tensor many(Tensors tensors) {
    return tensors.ofShape(5000).generator(1000).next(new java.util.Random(1)).value();
  }

  private static long count(Tensor x, DoublePredicate holds) {
    return Arrays.stream(x.toDoubleArray()).filter(holds).count();
  }

  @Test
  void everyThirdElementSitsOnAKink() {
    long count = count(many(Tensors.any().sittingOn(0.1, 3, 4)), v -> v == 3 || v == 4);
    assertTrue(count > 1400 && count < 1900, () -> count + " of 5000");
  }

  @Test
  void specialsAreDrawnOnRequest() {
    for (var special : Special.values()) {
      for (var dtype : Array.of(DType.FLOAT64, DType.FLOAT32)) {
        var tensors = Tensors.any().ofType(dtype).between(1, 2);
        assertEquals(0, count(many(tensors), v -> special.is(v, dtype)), special + " unasked");
        var x = many(tensors.with(special));
        long count = count(x, v -> special.is(v, dtype));
        assertTrue(count > 400 && count < 900, () -> count + " of " + special);
        assertEquals(x.size(), count + count(x, v -> 1 <= v && v <= 2));
      }
    }
    var both = many(Tensors.any().with(Special.INFINITY, Special.SUBNORMAL));
    assertTrue(count(both, v -> v == Double.NEGATIVE_INFINITY) > 0);
    assertTrue(count(both, v -> v == Double.MIN_VALUE) > 0);
    assertTrue(count(both, v -> v == -Double.MIN_NORMAL / 10) > 0);
  }

  @Test
  void simpleNumbersAreAmongThem() {
    var x = many(Tensors.any().between(-5, 7));
    for (double simple : new double[] {0, 1, -1, -5, 7}) {
      assertTrue(count(x, v -> v == simple) > 50, () -> "too few of " + simple);
    }
  }

  @Test
  void distributionsAreSpreadAsTheySay() {
    var tensors = Tensors.any().between(-3, 3);
    assertEquals(1.5, many(tensors).abs().mean().item(), 0.1);
    var normal = many(tensors.distributed(Distribution.NORMAL));
    assertTrue(count(normal, v -> Math.abs(v) < 1) > 3000);
    var logarithmic = many(tensors.distributed(Distribution.LOGARITHMIC));
    assertTrue(count(logarithmic, v -> v != 0 && Math.abs(v) < 1e-6) > 1500);
    assertTrue(count(logarithmic, v -> v < 0) > 1500);
    var positive = many(tensors.between(1e-3, 10).distributed(Distribution.LOGARITHMIC));
    assertTrue(count(positive, v -> v < 0.1) > 1500);
  }

  /// Drawing again must end, however large, small or narrow the range is.
  @Test
  void distributionsReachEveryRange() {
    double least = Double.MIN_VALUE;
    double most = Double.MAX_VALUE;
    var ranges =
        new double[][] {
          {1.5e308, 1.6e308}, {most, most}, {least, most}, {least, least}, {0, 1e-320}, {0, 0}
        };
    for (var distribution : Distribution.values()) {
      for (var range : ranges) {
        var tensors = Tensors.any().distributed(distribution);
        var x =
            assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> many(tensors.between(range[0], range[1])));
        each(x, v -> range[0] <= v && v <= range[1]);
      }
    }
  }

  @Test
  void whatIsNotPossibleIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> Tensors.any().between(1, 0));
    assertThrows(
        IllegalArgumentException.class, () -> Tensors.any().between(0, Double.POSITIVE_INFINITY));
    var nothing = Tensors.any().between(-1, 1).awayFrom(2, 0);
    assertThrows(IllegalArgumentException.class, () -> nothing.generator(1000));
    assertThrows(IllegalArgumentException.class, () -> Tensors.any().awayFrom(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> Tensors.any().awayFrom(Double.NaN, 0));
    var whole = Tensors.any().ofType(DType.INT32);
    assertThrows(IllegalArgumentException.class, () -> whole.with(Special.NAN));
    assertThrows(IllegalArgumentException.class, () -> whole.sittingOn(0.1, 0.5));
    assertThrows(IllegalArgumentException.class, () -> Tensors.indices(0));
    assertThrows(IllegalArgumentException.class, () -> Shapes.any().ofRank(2, 1));
    assertThrows(IllegalArgumentException.class, () -> Shapes.any().ofDims(-1, 1));
  }

  @Test
  void whatIsSaidInStepsIsSaidTogether() {
    assertNotNull(Tensors.any().awayFrom(15, 0).between(-100, 100).generator(1000));
    var x =
        Tensors.any()
            .ofShape(100)
            .with(Special.NAN)
            .with(Special.INFINITY)
            .generator(1000)
            .next(new Random(1))
            .value();
    assertTrue(x.isNaN().any().toBooleanArray()[0] && x.isInf().any().toBooleanArray()[0]);
  }

  @Provide
  Arbitrary<Tensor> indices() {
    return Tensors.indices(3);
  }

  @Provide
  Arbitrary<Tensor> permutations() {
    return Tensors.permutations(4);
  }

  @Property
  void indicesPointIntoTheRange(@ForAll("indices") Tensor at) {
    assertEquals(at.shape(), Tensor.of(5, 6, 7).take(at, 0).shape());
  }

  @Property
  void permutationsHoldAllPositions(@ForAll("permutations") Tensor p) {
    assertEquals(Tensor.ints(0, 1, 2, 3), p.sort(0));
  }

  @Property
  void tuplesMayBroadcast(
      @ForAll @Broadcasting(@TensorOf(maxRank = 4, minDim = 0)) Tuple2<Tensor, Tensor> pair) {
    assertEquals(pair._1.shape().broadcast(pair._2.shape()), pair._1.plus(pair._2).shape());
  }

  @Property
  void structuresAreMadeOfTensors(
      @ForAll Seq<@TensorOf(rank = 1) Tensor> seq,
      @ForAll io.vavr.collection.Map<String, @TensorOf(rank = 2) Tensor> map,
      @ForAll @Size(2) java.util.List<@TensorOf(rank = 3) Tensor> list,
      @ForAll Tuple2<@TensorOf(max = 0) Tensor, Layer> pair) {
    assertTrue(seq.nonEmpty() && seq.forAll(x -> x.rank() == 1));
    assertTrue(map.nonEmpty() && map.values().forAll(x -> x.rank() == 2));
    assertTrue(list.stream().allMatch(x -> x.rank() == 3));
    each(pair._1, v -> v <= 0);
    assertEquals(Array.of(2, 3), Array.ofAll(pair._2.weight.shape().toArray()));
    assertEquals(1, pair._2.inner.bias.rank());
  }

  record Layer(@TensorOf(shape = {2, 3}) Tensor weight, Inner inner, int steps) {}

  record Inner(@TensorOf(rank = 1) Tensor bias) {}
}
