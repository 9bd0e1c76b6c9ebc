package dev.cotangent.interop;

import dev.cotangent.Autodiff;
import dev.cotangent.Tensor;
import io.vavr.Function1;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Runs the programs of the golden cases. A statement that differentiates is a real call of the
/// library, of a lambda that interprets its body.
final class GoldenPrograms {
  private GoldenPrograms() {}

  /// Statements and the name of the result.
  record Program(List<Statement> body, String ret) {
    Set<String> ops() {
      var ops = new TreeSet<String>();
      collect(body, ops);
      return ops;
    }

    private static void collect(List<Statement> body, Set<String> ops) {
      for (var statement : body) {
        if (statement.body == null) ops.add(statement.op);
        else collect(statement.body, ops);
      }
    }
  }

  /// An operation on names and numbers, or a derivative of a body with respect to `param`.
  record Statement(
      String out,
      String op,
      List<Object> in,
      Map<String, Object> attrs,
      String param,
      Object at,
      Object tangent,
      Object cotangent,
      List<Statement> body,
      String ret) {}

  static Tensor run(Program program, Map<String, Tensor> inputs) {
    return run(program.body, program.ret, inputs);
  }

  private static Tensor run(List<Statement> body, String ret, Map<String, Tensor> outer) {
    var names = new HashMap<>(outer);
    for (var statement : body) names.put(statement.out, value(statement, names));
    return names.get(ret);
  }

  private static Tensor value(Statement s, Map<String, Tensor> names) {
    if (s.body == null) {
      var operands = s.in.stream().map(operand -> operand(operand, names)).toList();
      return GoldenOps.apply(s.op, operands, Attrs.of(s.attrs)).getFirst();
    }
    Function1<Tensor, Tensor> f =
        a -> {
          var inner = new HashMap<>(names);
          inner.put(s.param, a);
          return run(s.body, s.ret, inner);
        };
    var at = operand(s.at, names);
    return switch (s.op) {
      case "grad" -> Autodiff.grad(f).apply(at);
      case "jvp" -> Autodiff.jvp(f, at, operand(s.tangent, names)).tangent();
      case "vjp" -> Autodiff.vjp(f, at).pullback().apply(operand(s.cotangent, names));
      default -> throw new IllegalStateException(s.op);
    };
  }

  private static Tensor operand(Object operand, Map<String, Tensor> names) {
    return operand instanceof Double number ? Tensor.scalar(number) : names.get((String) operand);
  }
}
