package dev.cotangent.kernels;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A pointwise function for all element types: its name, and how its expression is built from its
/// operands. Keeps the kernels that have been made of it.
public final class Definition {
  /// Up to this arity, what has been made lies in a table with an entry for every combination of
  /// elements, two bits each.
  private static final int TABLE_ARITY = 3;

  /// An expression in three others.
  @FunctionalInterface
  public interface Ternary {
    Expr of(Expr a, Expr b, Expr c);
  }

  private final String name;
  private final int arity;
  private final Function<Expr[], Expr> builder;
  private final AtomicReferenceArray<@Nullable Instance> table;
  private final ConcurrentMap<List<Element>, Instance> others = new ConcurrentHashMap<>();

  /// @param builder from the operands to the result; it looks at their types
  public Definition(String name, int arity, Function<Expr[], Expr> builder) {
    this.name = name;
    this.arity = arity;
    this.builder = builder;
    table = new AtomicReferenceArray<>(arity <= TABLE_ARITY ? 1 << 2 * arity : 0);
  }

  public static Definition unary(String name, UnaryOperator<Expr> f) {
    return new Definition(name, 1, a -> f.apply(a[0]));
  }

  public static Definition binary(String name, BinaryOperator<Expr> f) {
    return new Definition(name, 2, a -> f.apply(a[0], a[1]));
  }

  public static Definition ternary(String name, Ternary f) {
    return new Definition(name, 3, a -> f.of(a[0], a[1], a[2]));
  }

  public String name() {
    return name;
  }

  public int arity() {
    return arity;
  }

  /// The function of other expressions: for definitions made of definitions, and for fusion.
  ///
  /// @throws IllegalArgumentException if it is not defined for their types
  public Expr apply(Expr... args) {
    if (args.length != arity) {
      throw new IllegalArgumentException(
          name + ": takes " + arity + " operands, not " + args.length);
    }
    return builder.apply(args);
  }

  /// The expression whose inputs are operands of these elements.
  ///
  /// @throws IllegalArgumentException if the function is not defined for them
  public Expr expression(Element... operands) {
    return instance(operands).expression;
  }

  /// The element type of the result.
  ///
  /// @throws IllegalArgumentException if the function is not defined for the operands
  public Element result(Element... operands) {
    return instance(operands).expression.type().element();
  }

  /// The number of instructions of the function on operands of these elements.
  int cost(Element... operands) {
    var instance = instance(operands);
    int cost = instance.cost; // racy: all threads would find the same
    if (cost == 0) instance.cost = cost = Program.of(instance.expression).size();
    return cost;
  }

  /// The kernel for operands of these elements; compiled once.
  ///
  /// @throws IllegalArgumentException if the function is not defined for them
  public Kernel kernel(Element... operands) {
    var instance = instance(operands);
    var kernel = instance.kernel;
    return kernel != null ? kernel : compile(instance, operands);
  }

  private Kernel compile(Instance instance, Element... operands) {
    synchronized (instance) {
      var kernel = instance.kernel;
      if (kernel == null) {
        var scalar = Prebuilt.kernel(name, instance.expression, operands);
        if (scalar == null) scalar = KernelCompiler.compile(name, instance.expression, operands);
        kernel = VectorKernel.of(name, instance.expression, scalar, operands);
        instance.kernel = kernel;
      }
      return kernel;
    }
  }

  private Instance instance(Element... operands) {
    if (operands.length != arity || arity > TABLE_ARITY) {
      return others.computeIfAbsent(List.of(operands), key -> instantiate(operands));
    }
    int index = 0;
    for (var operand : operands) index = index << 2 | operand.ordinal();
    var known = table.get(index);
    if (known != null) return known;
    var made = instantiate(operands);
    var earlier = table.compareAndExchange(index, null, made);
    return earlier != null ? earlier : made;
  }

  private Instance instantiate(Element... operands) {
    var inputs = new Expr[operands.length];
    for (int k = 0; k < inputs.length; k++) inputs[k] = Expr.input(k, operands[k].type());
    return new Instance(apply(inputs));
  }

  @Override
  public String toString() {
    return name + "/" + arity;
  }

  /// The function for one combination of elements.
  private static final class Instance {
    final Expr expression;
    volatile @Nullable Kernel kernel;
    int cost;

    Instance(Expr expression) {
      this.expression = expression;
    }
  }
}
