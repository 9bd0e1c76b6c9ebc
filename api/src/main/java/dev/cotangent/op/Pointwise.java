package dev.cotangent.op;

import dev.cotangent.DType;
import dev.cotangent.Tensor;
import dev.cotangent.kernels.Deferred;
import dev.cotangent.kernels.Definition;
import dev.cotangent.kernels.Element;
import dev.cotangent.kernels.Elementwise;
import dev.cotangent.kernels.Expr;
import dev.cotangent.kernels.Kernel;
import dev.cotangent.kernels.Operand;
import dev.cotangent.kernels.Strided;
import io.vavr.Function1;
import io.vavr.Function2;
import io.vavr.Function3;
import org.jspecify.annotations.Nullable;

/// An operation on each position alone: one definition, from which the kernels are made, and one
/// partial derivative per operand.
///
/// [#apply] brings operands of different types and shapes to a common one first, by operations of
/// their own, so that the rules see operands of one shape and type only.
public final class Pointwise implements Op {
  /// The types of operands that an operation takes.
  public enum Domain {
    /// FLOAT32 and FLOAT64.
    FLOATING("FLOAT32 or FLOAT64"),
    /// FLOAT32, FLOAT64 and INT32; BOOL counts as INT32.
    NUMERIC("any type (BOOL counts as INT32)"),
    /// BOOL alone.
    LOGICAL("BOOL"),
    /// A BOOL operand, then two of any type.
    CHOICE("a BOOL mask and two operands of any type");

    private final String accepted;

    Domain(String accepted) {
      this.accepted = accepted;
    }
  }

  private final String name;
  private final Domain domain;
  private final Definition definition;
  private final Partial[] partials;

  /// For operands of one type, by its ordinal: filled when first met, by whichever thread, since
  /// all that may be put in are equal.
  private final @Nullable Scalar[] scalars = new Scalar[DType.values().length];

  private Pointwise(String name, Domain domain, Definition definition, Partial... partials) {
    this.name = name;
    this.domain = domain;
    this.definition = definition;
    this.partials = partials;
  }

  public static Pointwise unary(
      String name, Domain domain, Function1<Expr, Expr> f, Partial partial) {
    return new Pointwise(name, domain, Definition.unary(name, f::apply), partial);
  }

  public static Pointwise binary(
      String name, Domain domain, Function2<Expr, Expr, Expr> f, Partial left, Partial right) {
    return new Pointwise(name, domain, Definition.binary(name, f::apply), left, right);
  }

  public static Pointwise ternary(
      String name,
      Domain domain,
      Function3<Expr, Expr, Expr, Expr> f,
      Partial first,
      Partial second,
      Partial third) {
    return new Pointwise(name, domain, Definition.ternary(name, f::apply), first, second, third);
  }

  @Override
  public String name() {
    return name;
  }

  public Partial partial(int operand) {
    return partials[operand];
  }

  public Tensor apply(Tensor x) {
    return bind(prepared(x, common(x.dtype())));
  }

  public Tensor apply(Tensor x, Tensor y) {
    var dtype = common(x.dtype().promote(y.dtype()));
    return bind(aligned(prepared(x, dtype), prepared(y, dtype)));
  }

  public Tensor apply(Tensor x, Tensor y, Tensor z) {
    if (domain == Domain.CHOICE) {
      if (x.dtype() != DType.BOOL) throw refused(x.dtype());
      var dtype = y.dtype().promote(z.dtype());
      return bind(aligned(x, y.toDType(dtype), z.toDType(dtype)));
    }
    var dtype = common(x.dtype().promote(y.dtype()).promote(z.dtype()));
    return bind(aligned(prepared(x, dtype), prepared(y, dtype), prepared(z, dtype)));
  }

  private DType common(DType dtype) {
    return switch (domain) {
      case FLOATING -> {
        if (!dtype.isDifferentiable()) throw refused(dtype);
        yield dtype;
      }
      case NUMERIC -> dtype == DType.BOOL ? DType.INT32 : dtype;
      case LOGICAL -> {
        if (dtype != DType.BOOL) throw refused(dtype);
        yield dtype;
      }
      case CHOICE -> dtype;
    };
  }

  private IllegalArgumentException refused(DType dtype) {
    var advice = domain == Domain.FLOATING ? ": convert with toDType(DType.FLOAT64)" : "";
    return new IllegalArgumentException(
        name + ": takes " + domain.accepted + ", got " + dtype + advice);
  }

  private Tensor prepared(Tensor x, DType dtype) {
    // A logical operation promotes nothing: an operand of another type was meant otherwise.
    if (domain == Domain.LOGICAL && x.dtype() != DType.BOOL) throw refused(x.dtype());
    return x.toDType(dtype);
  }

  private Tensor[] aligned(Tensor... xs) {
    var shape = xs[0].shape();
    boolean equal = true;
    for (int k = 1; k < xs.length; k++) {
      if (xs[k].shape().equals(shape)) continue;
      equal = false;
      try {
        shape = shape.broadcast(xs[k].shape());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
    }
    if (!equal) for (int k = 0; k < xs.length; k++) xs[k] = Layout.broadcastTo(xs[k], shape);
    return xs;
  }

  @Override
  public Spec infer(Spec... operands) {
    return new Spec(
        DType.of(definition.result(elements(operands))), operands[operands.length - 1].shape());
  }

  private static Element[] elements(Spec[] operands) {
    var elements = new Element[operands.length];
    for (int k = 0; k < elements.length; k++) elements[k] = operands[k].dtype().element();
    return elements;
  }

  /// Itself: it knows no axes.
  @Override
  public Pointwise lifted(int size) {
    return this;
  }

  @Override
  public Tensor evaluate(Tensor... xs) {
    if (xs[0].rank() == 0) return scalar(xs);
    var shape = xs[0].shape();
    // Small operations are many, and would feel one more array each.
    if (Deferred.isFew(shape.size())) {
      var arrays = new Strided[xs.length];
      for (int k = 0; k < xs.length; k++) arrays[k] = Dense.of(xs[k]).strided();
      return new Dense(shape, Elementwise.map(definition, arrays));
    }
    var operands = new Operand[xs.length];
    for (int k = 0; k < xs.length; k++) operands[k] = Dense.of(xs[k]).operand();
    return new Dense(shape, Deferred.map(definition, operands));
  }

  /// At rank 0, where finding the kernel would cost more than running it.
  private Tensor scalar(Tensor[] xs) {
    var dtype = xs[0].dtype();
    boolean same = true;
    for (int k = 1; k < xs.length; k++) same &= xs[k].dtype() == dtype;
    var scalar = same ? scalars[dtype.ordinal()] : null;
    if (scalar == null) {
      scalar = new Scalar(xs);
      if (same) scalars[dtype.ordinal()] = scalar;
    }
    return scalar.of(xs);
  }

  /// The kernel for operands of certain types, and the type of its result.
  private final class Scalar {
    private final Kernel kernel;
    private final DType result;

    Scalar(Tensor[] xs) {
      var elements = elements(Op.specs(xs));
      kernel = definition.kernel(elements);
      result = DType.of(definition.result(elements));
    }

    Tensor of(Tensor[] xs) {
      double a = xs[0].item();
      double b = xs.length > 1 ? xs[1].item() : 0;
      double c = xs.length > 2 ? xs[2].item() : 0;
      return Dense.scalar(result, kernel.scalar(a, b, c));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
