package dev.cotangent.jqwik;

import static dev.cotangent.Autodiff.customVjp;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cotangent.Tensor;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Tuple;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Each law alone: it finds what breaks it, and lets pass what does not.
class LawTest {
  private static final Tensor X = Tensor.of(0.5, -1, 2);

  private static DerivativeLawError broken(Law law, Function1<Tensor, Tensor> f) {
    var error =
        assertThrows(
            DerivativeLawError.class, () -> DerivativeLaws.of(f).only(law).check(X), law::says);
    assertEquals(law, error.law());
    return error;
  }

  private static void holds(Law law, Function1<Tensor, Tensor> f) {
    assertDoesNotThrow(() -> DerivativeLaws.of(f).only(law).check(X, Tensor.scalar(1)));
  }

  @ParameterizedTest
  @EnumSource
  void rightDerivativesKeepEachLaw(Law law) {
    holds(law, Tensor::sin);
    holds(law, x -> x.times(2).exp().sum());
    holds(law, x -> x.expandDims(0).times(x.expandDims(-1)));
    holds(law, customVjp(Tensor::exp, (_, y) -> ct -> ct.times(y)));
    holds(law, _ -> Tensor.of(1, 2));
  }

  /// Counts its calls.
  private static Function1<Tensor, Tensor> counting(Function2<Tensor, Integer, Tensor> f) {
    var calls = new AtomicInteger();
    return x -> f.apply(x, calls.incrementAndGet());
  }

  @Test
  void valueIsBrokenByWhatChanges() {
    assertEquals("f, called again[0]", broken(Law.VALUE, counting(Tensor::times)).entry());
  }

  @Test
  void valueIsBrokenByWhatSeesATransformation() {
    var error =
        broken(
            Law.VALUE, x -> x.getClass().getSimpleName().equals("Dual") ? x.times(2) : x.plus(0));
    assertEquals("jvp's value[0]", error.entry());
  }

  @Test
  void differencesAreBrokenByAWrongRule() {
    var error = broken(Law.FINITE_DIFFERENCES, customVjp(Tensor::exp, (x, _) -> ct -> ct.times(x)));
    assertEquals("d f[0] / d x[0]", error.entry());
    assertEquals(Math.exp(0.5), Double.parseDouble(error.expected()), 1e-8);
    assertEquals("0.5", error.got());
  }

  /// In the forward mode this rule is right: its pullback is linear where that asks for it, at 0.
  @Test
  void differencesLookAtReverseModeToo() {
    var error =
        broken(
            Law.FINITE_DIFFERENCES,
            customVjp((Tensor x) -> x, (_, _) -> ct -> ct.plus(ct.square())));
    assertEquals("vjp(u)[0]", error.entry());
  }

  @Test
  void transposeIsBrokenByModesThatDisagree() {
    var error =
        broken(Law.TRANSPOSE, customVjp((Tensor x) -> x, (_, _) -> ct -> ct.plus(ct.square())));
    assertEquals("vjp(u)[0]", error.entry());
  }

  @Test
  void linearityIsBrokenByClipping() {
    var error =
        broken(
            Law.LINEAR_PULLBACK, customVjp((Tensor x) -> x, (_, _) -> ct -> ct.clamp(-0.1, 0.1)));
    assertTrue(error.entry().startsWith("vjp(3 u - w)["), error::entry);
  }

  @Test
  void linearityIsBrokenByAnOffset() {
    var error = broken(Law.LINEAR_PULLBACK, customVjp((Tensor x) -> x, (_, _) -> ct -> ct.plus(1)));
    assertTrue(error.entry().startsWith("vjp(3 u - w)["), error::entry);
  }

  @Test
  void reuseIsBrokenByAPullbackThatCounts() {
    var calls = new AtomicInteger();
    var error =
        broken(
            Law.PULLBACK_REUSE,
            customVjp((Tensor x) -> x, (_, _) -> ct -> ct.times(calls.incrementAndGet())));
    assertEquals("vjp(u), called again[0]", error.entry());
  }

  @Test
  void theChainRuleIsBrokenByARecordingThatCounts() {
    var recordings = new AtomicInteger();
    broken(
        Law.CHAIN_RULE,
        customVjp(
            (Tensor x) -> x,
            (_, _) -> {
              int factor = recordings.incrementAndGet();
              return ct -> ct.times(factor);
            }));
  }

  @Test
  void secondDifferencesAreBrokenByAConstantDerivative() {
    var error =
        broken(
            Law.SECOND_DIFFERENCES,
            customVjp(Tensor::sin, (x, _) -> ct -> ct.times(x.stopGradient().cos())));
    assertEquals("d vjp(u)[0] / d x[0]", error.entry());
    assertEquals("0.0", error.got());
  }

  @Test
  void symmetryIsBrokenByAFieldThatIsNoGradient() {
    var turning =
        customVjp(
            (Tensor x, Tensor y) -> x.times(y),
            (p, _) -> ct -> Tuple.of(ct.times(p._2), ct.times(p._1).times(2)));
    var error =
        assertThrows(
            DerivativeLawError.class,
            () ->
                DerivativeLaws.of(turning)
                    .only(Law.HESSIAN_SYMMETRY)
                    .check(Tuple.of(Tensor.scalar(1), Tensor.scalar(2))));
    assertEquals("H[0, 1]", error.entry());
  }

  /// The rule of the rule is not linear in its cotangent, so that the modes come apart.
  @Test
  void modesAreBrokenByASecondRuleThatIsNotLinear() {
    var slope =
        customVjp(Tensor::cos, (x, _) -> ct -> ct.clamp(-0.1, 0.1).times(x.sin().unaryMinus()));
    broken(
        Law.SECOND_ORDER_MODES, customVjp(Tensor::sin, (x, _) -> ct -> ct.times(slope.apply(x))));
  }

  /// The rule's own rule is right where forward mode asks for it, at 0.
  @Test
  void modesAreBrokenByNotANumber() {
    var slope = customVjp(Tensor::cos, (x, _) -> ct -> rightAtZero(ct, x.sin().unaryMinus()));
    var error =
        broken(
            Law.SECOND_ORDER_MODES,
            customVjp(Tensor::sin, (x, _) -> ct -> ct.times(slope.apply(x))));
    assertEquals("NaN", error.got());
  }

  private static Tensor rightAtZero(Tensor ct, Tensor slope) {
    return Tensor.where(ct.eq(0), ct.times(slope), slope.times(Double.NaN));
  }

  /// Forward mode is right throughout.
  @Test
  void transposeIsBrokenByNotANumberInReverseModeAlone() {
    var error = broken(Law.TRANSPOSE, customVjp((Tensor x) -> x, (x, _) -> ct -> nanAt2(ct, x)));
    assertEquals("vjp(u)[2]", error.entry());
    assertEquals("NaN", error.got());
  }

  private static Tensor nanAt2(Tensor ct, Tensor x) {
    return Tensor.where(x.eq(2), rightAtZero(ct, x.onesLike()), ct);
  }

  @Test
  void linearityIsBrokenByNotANumberForNothing() {
    var error =
        broken(
            Law.LINEAR_PULLBACK,
            customVjp(
                (Tensor x) -> x, (_, _) -> ct -> Tensor.where(ct.eq(0), ct.plus(Double.NaN), ct)));
    assertEquals("vjp(0)[0]", error.entry());
  }

  @Test
  void vmapIsBrokenByWhatSeesIt() {
    var error =
        broken(
            Law.VMAP,
            x -> x.getClass().getSimpleName().equals("Batched") ? x.times(2) : x.times(1));
    assertEquals("vmap(f)[0, 0]", error.entry());
  }

  @Test
  void vmapAsksNothingOfAFunctionThatReadsValues() {
    holds(Law.VMAP, x -> x.sum().item() > 0 ? x : x.unaryMinus());
  }

  @Test
  void unlessItIsKnownToBeMappable() {
    var laws =
        DerivativeLaws.of((Tensor x) -> x.sum().item() > 0 ? x : x.unaryMinus())
            .mappable()
            .only(Law.VMAP);
    var error = assertThrows(DerivativeLawError.class, () -> laws.check(X));
    assertEquals(Law.VMAP, error.law());
    assertEquals("what can be mapped", error.expected());
    assertTrue(error.got().contains("vmap"), error::got);
  }
}
