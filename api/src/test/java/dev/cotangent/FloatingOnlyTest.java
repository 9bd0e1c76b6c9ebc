package dev.cotangent;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vavr.Function1;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Functions that are defined for FLOAT32 and FLOAT64 alone refuse the other types under their own
/// name, also those that are made of other operations.
class FloatingOnlyTest {
  private static final Map<String, Function1<Tensor, Tensor>> FUNCTIONS =
      Map.ofEntries(
          Map.entry("exp", Tensor::exp),
          Map.entry("exp2", Tensor::exp2),
          Map.entry("expm1", Tensor::expm1),
          Map.entry("log", Tensor::log),
          Map.entry("log1p", Tensor::log1p),
          Map.entry("log2", Tensor::log2),
          Map.entry("log10", Tensor::log10),
          Map.entry("sqrt", Tensor::sqrt),
          Map.entry("rsqrt", Tensor::rsqrt),
          Map.entry("cbrt", Tensor::cbrt),
          Map.entry("logaddexp", x -> x.logaddexp(x)),
          Map.entry("hypot", x -> x.hypot(x)),
          Map.entry("xlogy", x -> x.xlogy(x)),
          Map.entry("sin", Tensor::sin),
          Map.entry("cos", Tensor::cos),
          Map.entry("tan", Tensor::tan),
          Map.entry("asin", Tensor::asin),
          Map.entry("acos", Tensor::acos),
          Map.entry("atan", Tensor::atan),
          Map.entry("atan2", x -> x.atan2(x)),
          Map.entry("sinh", Tensor::sinh),
          Map.entry("cosh", Tensor::cosh),
          Map.entry("tanh", Tensor::tanh),
          Map.entry("asinh", Tensor::asinh),
          Map.entry("acosh", Tensor::acosh),
          Map.entry("atanh", Tensor::atanh),
          Map.entry("sinc", Tensor::sinc),
          Map.entry("sigmoid", Tensor::sigmoid),
          Map.entry("logSigmoid", Tensor::logSigmoid),
          Map.entry("softplus", Tensor::softplus),
          Map.entry("softsign", Tensor::softsign),
          Map.entry("relu", Tensor::relu),
          Map.entry("relu6", Tensor::relu6),
          Map.entry("leakyRelu", x -> x.leakyRelu(0.1)),
          Map.entry("elu", x -> x.elu(1)),
          Map.entry("selu", Tensor::selu),
          Map.entry("silu", Tensor::silu),
          Map.entry("mish", Tensor::mish),
          Map.entry("gelu", Tensor::gelu),
          Map.entry("geluTanh", Tensor::geluTanh),
          Map.entry("erf", Tensor::erf),
          Map.entry("erfc", Tensor::erfc),
          Map.entry("erfinv", Tensor::erfinv),
          Map.entry("lgamma", Tensor::lgamma),
          Map.entry("digamma", Tensor::digamma),
          Map.entry("polygamma", x -> x.polygamma(0)),
          Map.entry("logit", Tensor::logit),
          Map.entry("logsumexp", Tensor::logsumexp),
          Map.entry("logcumsumexp", x -> x.logcumsumexp(0)),
          Map.entry("norm", Tensor::norm),
          Map.entry("softmax", x -> x.softmax(0)),
          Map.entry("logSoftmax", x -> x.logSoftmax(0)),
          Map.entry("conv1d", x -> x.conv1d(x, Conv.of())),
          Map.entry("conv2d", x -> Tensor.ones(1, 1, 2, 2).conv2d(x, Conv.of())),
          Map.entry("convTranspose2d", x -> x.convTranspose2d(x, Conv.of())),
          Map.entry("maxPool1d", x -> x.maxPool1d(1, 1, 0)),
          Map.entry("avgPool1d", x -> x.avgPool1d(1, 1, 0)),
          Map.entry("maxPool2d", x -> x.maxPool2d(1, 1, 0)),
          Map.entry("avgPool2d", x -> x.avgPool2d(1, 1, 0)),
          Map.entry("layerNorm", x -> x.layerNorm(x, x, 0)),
          Map.entry("mse", x -> Losses.mse(x, x)),
          Map.entry("huber", x -> Losses.huber(x, x, 1)),
          Map.entry("bceWithLogits", x -> Losses.bceWithLogits(x, x)),
          Map.entry("crossEntropy", x -> Losses.crossEntropy(x, x)),
          Map.entry("nll", x -> Losses.nll(x, x)),
          Map.entry("klDiv", x -> Losses.klDiv(x, x)));

  @TestFactory
  Stream<DynamicTest> refuseIntegersAndTruthValues() {
    return new TreeMap<>(FUNCTIONS)
        .entrySet().stream()
            .map(entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      refuses(entry.getKey(), entry.getValue(), Tensor.ints(1, 2));
                      refuses(entry.getKey(), entry.getValue(), Tensor.bools(true, false));
                    }));
  }

  private static void refuses(String name, Function1<Tensor, Tensor> f, Tensor x) {
    var e = assertThrows(IllegalArgumentException.class, () -> f.apply(x));
    Messages.startsWith(e, name, x.dtype().toString(), "FLOAT64");
  }
}
