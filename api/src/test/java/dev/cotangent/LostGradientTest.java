package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vavr.Function1;
import io.vavr.Tuple;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// A gradient that integers or truth values have cut off is an error that names the operation, not
/// a silent zero; everything else that does not depend on the argument has zeros.
class LostGradientTest {
  private static final Tensor X = Tensor.of(3, 1, 2);
  private static final Tensor WEIGHTS = Tensor.of(10, 20, 30);

  private static Tensor floating(Tensor x) {
    return x.toDType(DType.FLOAT64);
  }

  private static void lost(String operation, Function1<Tensor, Tensor> f) {
    var e = assertThrows(IllegalArgumentException.class, () -> Autodiff.grad(f).apply(X));
    Messages.startsWith(e, "grad", "through " + operation + " alone", "INT32", "BOOL");
    e = assertThrows(IllegalArgumentException.class, () -> Autodiff.valueAndGrad(f).apply(X));
    Messages.startsWith(e, "valueAndGrad", "through " + operation + " alone");
    var aux = Autodiff.valueGradAux((Tensor x) -> Tuple.of(f.apply(x), x));
    e = assertThrows(IllegalArgumentException.class, () -> aux.apply(X));
    Messages.startsWith(e, "valueGradAux", "through " + operation + " alone");
  }

  @Test
  void namesTheOperationThatCut() {
    lost("argMax", x -> WEIGHTS.take(x.argMax(0), 0));
    lost("argMin", x -> floating(x.argMin(0)).square());
    lost("argSort", x -> WEIGHTS.gather(x.argSort(0), 0).get(0));
    lost("topK", x -> floating(x.topK(2, 0)._2).sum());
    lost("gt", x -> floating(x.gt(1.5)).sum());
    lost("eq", x -> Tensor.where(x.eq(1), WEIGHTS, WEIGHTS.times(2)).sum());
    lost("isNaN", x -> floating(x.isNaN().not().and(Tensor.bools(true))).mean());
    lost("toDType", x -> floating(x.toDType(DType.INT32)).sum());
    lost("lt", x -> WEIGHTS.scatter(x.lt(2).toDType(DType.INT32), WEIGHTS, 0).sum());
    lost("argMax", x -> x.argMax(0));
  }

  @Test
  void theFirstCutIsToBlame() {
    lost("gt", x -> floating(floating(x.gt(1)).argMax(0)));
    lost("argMax", x -> floating(floating(x.exp().argMax(0)).gt(0)));
  }

  @Test
  void whatElseCarriesItIsEnough() {
    var masked = Autodiff.grad((Tensor x) -> Tensor.where(x.gt(1.5), x.square(), x).sum());
    assertEquals(Tensor.of(6, 1, 4), masked.apply(X));
    var hard = Autodiff.grad((Tensor x) -> x.take(x.argMax(0), 0).plus(floating(x.gt(0)).sum()));
    assertEquals(Tensor.of(1, 0, 0), hard.apply(X));
    var both = Autodiff.grad((Tensor x, Tensor y) -> floating(x.gt(0)).times(y).sum());
    assertEquals(Tuple.of(X.zerosLike(), X.onesLike()), both.apply(X, X));
  }

  @Test
  void noDependenceMeansZeros() {
    assertEquals(X.zerosLike(), Autodiff.grad((Tensor _) -> Tensor.scalar(1)).apply(X));
    assertEquals(X.zerosLike(), Autodiff.grad((Tensor x) -> x.stopGradient().sum()).apply(X));
    assertEquals(
        X.zerosLike(),
        Autodiff.grad((Tensor x) -> floating(x.stopGradient().gt(0)).sum()).apply(X));
    assertEquals(
        X.zerosLike(),
        Autodiff.grad((Tensor x) -> floating(x.gt(0)).stopGradient().sum()).apply(X));
    assertEquals(
        X.zerosLike(), Autodiff.grad((Tensor x) -> x.floor().plus(x.sign()).sum()).apply(X));
    assertEquals(
        X.zerosLike(), Autodiff.grad((Tensor x) -> Tensor.scalar(x.argMax(0).item())).apply(X));
  }

  /// What the rules of relu, max and sorting compare is not the user's loss.
  @Test
  void derivativeRulesMayCompare() {
    for (Function1<Tensor, Tensor> f :
        List.<Function1<Tensor, Tensor>>of(
            x -> x.relu().sum(),
            x -> x.max(),
            x -> x.abs().sum(),
            x -> x.sort(0).dot(WEIGHTS),
            x -> x.cumMax(0).sum(),
            x -> x.maximum(1.5).sum(),
            x -> x.clamp(0, 2).sum(),
            x -> x.norm(1),
            x -> x.median(0))) {
      var gradient = Autodiff.grad(f);
      var slope = (Function1<Tensor, Tensor>) x -> gradient.apply(x).dot(WEIGHTS);
      assertEquals(X.zerosLike(), Autodiff.grad(slope).apply(X).plus(0));
      var curve = (Function1<Tensor, Tensor>) x -> Autodiff.jvp(f, x, WEIGHTS).tangent();
      assertEquals(X.zerosLike(), Autodiff.grad(curve).apply(X).plus(0));
      var bend = (Function1<Tensor, Tensor>) x -> Autodiff.jvp(slope, x, WEIGHTS).value();
      assertEquals(X.zerosLike(), Autodiff.grad(bend).apply(X).plus(0));
      assertEquals(Tensor.zeros(3, 3), Autodiff.hessian(f).apply(X).plus(0));
    }
  }

  @Test
  void aBatchTellsToo() {
    lost("gt", x -> Autodiff.vmap((Tensor y) -> floating(y.gt(2))).apply(x).sum());
    var rows = Autodiff.vmap(Autodiff.grad((Tensor x) -> x.times(floating(x.gt(0))).sum()));
    assertEquals(Tensor.ones(1, 3), rows.apply(X.expandDims(0)));
  }

  @Test
  void aCutValueIsAConstantToACustomRule() {
    Function1<Tensor, Tensor> f =
        x -> {
          var mask = floating(x.gt(1.5));
          var masked =
              Autodiff.customJvp((Tensor y) -> y.times(mask), (Tensor _, Tensor dy) -> dy.times(7));
          return masked.apply(x).sum();
        };
    assertEquals(Tensor.of(7, 7, 7), Autodiff.grad(f).apply(X));
  }

  @Test
  void aCutValueOutlivesTheFunction() {
    var best = new AtomicReference<>(Tensor.ints());
    Autodiff.grad(
            (Tensor x) -> {
              best.set(x.argMax(0));
              return x.sum();
            })
        .apply(X);
    assertEquals(Tensor.scalar(10), WEIGHTS.take(best.get(), 0));
  }
}
