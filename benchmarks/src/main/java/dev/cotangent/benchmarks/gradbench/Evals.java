package dev.cotangent.benchmarks.gradbench;

import static dev.cotangent.benchmarks.gradbench.Evaluation.tensor;

import com.google.gson.annotations.SerializedName;
import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The evals of GradBench: their functions by name, what each is given and what it answers.
final class Evals {
  private static final Map<String, Map<String, Evaluation<?>>> ALL =
      Map.ofEntries(
          Map.entry("hello", hello()),
          Map.entry("llsq", leastSquares()),
          Map.entry("lse", logSumExp()),
          Map.entry("gmm", gmm()),
          Map.entry("ode", ode()),
          Map.entry("det", determinant()),
          Map.entry("kmeans", kMeans()),
          Map.entry("lstm", lstm()),
          Map.entry("ba", BundleAdjustmentEval.FUNCTIONS),
          Map.entry("ht", HandTrackingEval.FUNCTIONS),
          Map.entry("saddle", saddle()),
          Map.entry("particle", particle()));

  private Evals() {}

  static Set<String> names() {
    return ALL.keySet();
  }

  static Map<String, Evaluation<?>> functions(String eval) {
    return known("eval", eval, ALL);
  }

  static Evaluation<?> evaluation(String eval, String function) {
    return known("function of " + eval, function, functions(eval));
  }

  private static <T> T known(String kind, String name, Map<String, T> all) {
    var known = all.get(name);
    if (known != null) return known;
    throw new IllegalArgumentException(
        "no " + kind + " is called " + name + "; there are " + new TreeSet<>(all.keySet()));
  }

  private static Map<String, Evaluation<?>> hello() {
    return Map.of(
        "square", tensor(Tensor.class, Tensor::square),
        "double", tensor(Tensor.class, Autodiff.grad(Tensor::square)));
  }

  private record LeastSquaresInput(Tensor x, int n) {}

  private static Map<String, Evaluation<?>> leastSquares() {
    var type = LeastSquaresInput.class;
    return Map.of(
        "primal", tensor(type, in -> LeastSquares.objective(in.x, in.n)),
        "gradient", tensor(type, in -> LeastSquares.gradient(in.x, in.n)));
  }

  private record LogSumExpInput(Tensor x) {}

  private static Map<String, Evaluation<?>> logSumExp() {
    Function1<Tensor, Tensor> logSumExp = x -> x.logsumexp();
    return Map.of(
        "primal", tensor(LogSumExpInput.class, in -> logSumExp.apply(in.x)),
        "gradient", tensor(LogSumExpInput.class, in -> Autodiff.grad(logSumExp).apply(in.x)));
  }

  private record GmmInput(
      Tensor x, int m, double gamma, Tensor alpha, Tensor mu, Tensor q, Tensor l) {
    Gmm.Data data() {
      return new Gmm.Data(x, gamma, m);
    }

    Gmm.Parameters parameters() {
      return new Gmm.Parameters(alpha, mu, q, l);
    }
  }

  private record GmmJacobian(Numbers alpha, Numbers mu, Numbers q, Numbers l) {}

  private static Map<String, Evaluation<?>> gmm() {
    Function1<GmmInput, GmmJacobian> jacobian =
        in -> {
          var g = Gmm.valueAndGradient(in.data(), in.parameters()).gradient();
          return new GmmJacobian(
              Numbers.of(g.alpha()), Numbers.of(g.mu()), Numbers.of(g.q()), Numbers.of(g.l()));
        };
    return Map.of(
        "objective",
        tensor(GmmInput.class, in -> Gmm.objective(in.data(), in.parameters())),
        "jacobian",
        new Evaluation<>(GmmInput.class, in -> () -> jacobian.apply(in)));
  }

  private record OdeInput(Tensor x, int s) {}

  private static Map<String, Evaluation<?>> ode() {
    return Map.of(
        "primal", tensor(OdeInput.class, in -> Ode.solution(in.x, in.s)),
        "gradient", tensor(OdeInput.class, in -> Ode.gradient(in.x, in.s)));
  }

  private record DeterminantInput(@SerializedName("A") Tensor a, int ell) {
    Tensor matrix() {
      return a.reshape(ell, ell);
    }
  }

  private static Map<String, Evaluation<?>> determinant() {
    var type = DeterminantInput.class;
    return Map.of(
        "primal", tensor(type, in -> Determinant.determinant(in.matrix())),
        "gradient", tensor(type, in -> Determinant.gradient(in.matrix()).flatten()));
  }

  private record KMeansInput(Tensor points, Tensor centroids) {}

  private static Map<String, Evaluation<?>> kMeans() {
    return Map.of(
        "cost", tensor(KMeansInput.class, in -> KMeans.cost(in.points, in.centroids)),
        "dir", tensor(KMeansInput.class, in -> KMeans.direction(in.points, in.centroids)));
  }

  private record LstmInput(
      @SerializedName("main_params") Tensor main,
      @SerializedName("extra_params") Tensor extra,
      Tensor state,
      Tensor sequence) {
    Lstm.Parameters parameters() {
      return new Lstm.Parameters(main, extra);
    }
  }

  private static Map<String, Evaluation<?>> lstm() {
    Function1<LstmInput, Tensor> jacobian =
        in -> {
          var g = Lstm.gradient(in.parameters(), in.state, in.sequence);
          return Tensor.concat(0, g.main().flatten(), g.extra().flatten());
        };
    return Map.of(
        "objective",
            tensor(LstmInput.class, in -> Lstm.loss(in.parameters(), in.state, in.sequence)),
        "jacobian", tensor(LstmInput.class, jacobian));
  }

  private interface Search<I> {
    Tensor result(Mode outer, Mode inner, I input);
  }

  /// One function for each pair of modes, outer and inner.
  private static <I> Map<String, Evaluation<?>> modes(Class<I> input, Search<I> search) {
    return Map.of(
        "ff", tensor(input, in -> search.result(Mode.FORWARD, Mode.FORWARD, in)),
        "fr", tensor(input, in -> search.result(Mode.FORWARD, Mode.REVERSE, in)),
        "rf", tensor(input, in -> search.result(Mode.REVERSE, Mode.FORWARD, in)),
        "rr", tensor(input, in -> search.result(Mode.REVERSE, Mode.REVERSE, in)));
  }

  private record SaddleInput(Tensor start) {}

  private static Map<String, Evaluation<?>> saddle() {
    return modes(SaddleInput.class, (outer, inner, in) -> Saddle.point(outer, inner, in.start));
  }

  private record ParticleInput(Tensor w) {}

  private static Map<String, Evaluation<?>> particle() {
    return modes(ParticleInput.class, (outer, inner, in) -> Particle.control(outer, inner, in.w));
  }
}
