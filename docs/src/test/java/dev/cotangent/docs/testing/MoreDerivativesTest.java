package dev.cotangent.docs.testing;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import dev.cotangent.jqwik.Broadcasting;
import dev.cotangent.jqwik.DerivativeLaws;
import dev.cotangent.jqwik.Differentiable;
import dev.cotangent.jqwik.Law;
import dev.cotangent.jqwik.Matrices;
import dev.cotangent.jqwik.Shapes;
import dev.cotangent.jqwik.TensorOf;
import dev.cotangent.jqwik.Tensors;
import io.vavr.Function1;
import io.vavr.Tuple;
import io.vavr.Tuple2;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/// The page's other examples.
class MoreDerivativesTest {
  @Test
  void pointsOfMyOwn() {
    DerivativeLaws.of(SoftplusTest::softplus).check(Tensor.of(-1, 0, 1), Tensor.scalar(700));

    DerivativeLaws.of((x, y) -> x.times(y).sum()).check(Tuple.of(Tensor.of(1, 2), Tensor.of(3, 4)));
  }

  @Test
  void aLawAlone() {
    Function1<Tensor, Tensor> rounded =
        Autodiff.customVjp(Tensor::round, (x, y) -> ct -> ct); // a straight-through estimator

    DerivativeLaws.of(rounded)
        .without(Law.FINITE_DIFFERENCES, Law.SECOND_DIFFERENCES)
        .check(Tensor.of(0.2, 1.7));
  }

  record Layer(@TensorOf(shape = {2, 3}) Tensor weight, @TensorOf(shape = 3) Tensor bias) {}

  @Differentiable
  Tensor layer(@ForAll Layer layer, @ForAll @TensorOf(shape = 2) Tensor x) {
    return x.matmul(layer.weight()).plus(layer.bias()).tanh();
  }

  @Differentiable
  Tensor product(@ForAll @Broadcasting Tuple2<Tensor, Tensor> pair) {
    return pair._1.times(pair._2);
  }

  @Differentiable(smooth = true)
  Tensor awayFromTheKink(@ForAll @TensorOf(kinks = 0, distance = 0.1) Tensor x) {
    return x.abs().sqrt();
  }

  @Differentiable
  Tensor onTheKink(
      @ForAll
          @TensorOf(
              kinks = {0, 6},
              onKinks = true)
          Tensor x) {
    return x.relu6();
  }

  @Provide
  Arbitrary<Tensor> matrices() {
    return Matrices.wellConditioned(3, 100);
  }

  @Provide
  Arbitrary<Tensor> rows() {
    return Tensors.any().ofShape(Shapes.any().ofRank(2, 2)).between(-1, 1);
  }

  @Property(tries = 100)
  void distance(@ForAll("matrices") Tensor a, @ForAll("rows") Tensor x) {
    var metric = a.matmul(a.transpose()).trace();

    DerivativeLaws.of((Tensor at) -> at.times(metric).logsumexp(-1)).check(x);
  }
}
