package dev.cotangent.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A pointwise function of operands that is computed when somebody asks for its elements, and then
/// together with the deferred operands that it is made of: in one pass over memory, without arrays
/// for what lies between. Nobody can tell, because the bits are those of the single functions.
///
/// Asking twice, or from several threads at once, is safe: all get equal elements, and once they
/// are known the operands are let go.
public final class Deferred implements Operand {
  /// Below this size computing at once costs less than remembering. `-Dcotangent.deferFrom=1` lets
  /// even small examples go this way.
  static final int SMALLEST = Integer.getInteger("cotangent.deferFrom", 4096);

  /// Functions in one expression: beyond this, operands are computed first.
  private static final int MOST_FUNCTIONS = 96;

  /// Arrays that are read by one expression: beyond this, operands are computed first. A sum to
  /// which a loop adds arrays would otherwise have another structure, and need other kernels, for
  /// every number of them.
  private static final int MOST_LEAVES = 16;

  /// What this is a part of, which somebody may have computed by now.
  private record Origin(Deferred whole, int axis, int start, int count) {
    @Nullable Strided value() {
      var known = whole.value();
      return known == null ? null : known.slice(axis, start, count, 1);
    }
  }

  /// The function and what it is applied to.
  record Recipe(Definition function, Operand[] operands) {}

  private final Element element;
  private final int[] dims;
  private final int functions; // at most so many; a shared one may have been counted twice
  private final int leaves; // likewise
  private volatile @Nullable Strided value;
  private volatile @Nullable Recipe recipe; // null once the value is there
  private @Nullable Origin origin; // of a part; racy: a hint
  private boolean sliced; // before it was computed; racy: a hint
  private int waiting; // expressions, not computed yet, that have this as an operand; racy: a hint

  private Deferred(Element element, int[] dims, int functions, int leaves, Recipe recipe) {
    this.element = element;
    this.dims = dims;
    this.functions = functions;
    this.leaves = leaves;
    this.recipe = recipe;
  }

  /// `f` of operands of equal dimensions (broadcast beforehand), at least one: computed now if
  /// there are few elements, or if the operands are all constant along some axis; else deferred.
  public static Operand map(Definition f, Operand... operands) {
    if (isFew(operands[0].size()) || f.arity() > MOST_LEAVES) return now(f, operands);
    int[] dims = operands[0].dims();
    int functions = 1;
    int leaves = 0;
    boolean known = true;
    for (var operand : operands) {
      functions += functions(operand);
      leaves += leaves(operand);
      known &= functions(operand) == 0;
    }
    if (known && Elementwise.isConstantAlongSomeAxis(operands)) return now(f, operands);
    if (functions > MOST_FUNCTIONS || leaves > MOST_LEAVES) {
      var extent = new Extent(Set.of(), operands);
      functions = 1 + extent.functions.size();
      leaves = extent.leaves.size();
    }
    if (functions > MOST_FUNCTIONS || leaves > MOST_LEAVES) {
      largest(operands).strided();
      return map(f, operands);
    }
    var elements = new Element[operands.length];
    for (int k = 0; k < elements.length; k++) {
      elements[k] = operands[k].element();
      if (operands[k] instanceof Deferred deferred) deferred.await();
    }
    return new Deferred(
        f.result(elements), dims, functions, leaves, new Recipe(f, operands.clone()));
  }

  /// Whether a function of so many elements is computed at once, by [Elementwise#map].
  public static boolean isFew(long size) {
    return size < SMALLEST;
  }

  private static Strided now(Definition f, Operand... operands) {
    var arrays = new Strided[operands.length];
    for (int k = 0; k < arrays.length; k++) arrays[k] = operands[k].strided();
    return Elementwise.map(f, arrays);
  }

  private static int functions(Operand operand) {
    return operand instanceof Deferred deferred && deferred.value() == null
        ? deferred.functions
        : 0;
  }

  private static int leaves(Operand operand) {
    if (operand instanceof Deferred deferred && deferred.value() == null) return deferred.leaves;
    return isArray(operand.strided()) ? 1 : 0;
  }

  /// Whether it is more than one element for all.
  static boolean isArray(Strided x) {
    return !x.isConstant();
  }

  private static Operand largest(Operand... operands) {
    var largest = operands[0];
    for (var operand : operands) if (functions(operand) > functions(largest)) largest = operand;
    return largest;
  }

  @Override
  public Element element() {
    return element;
  }

  @Override
  public int rank() {
    return dims.length;
  }

  @Override
  public int dim(int axis) {
    return dims[axis];
  }

  @Override
  public int[] dims() {
    return dims.clone();
  }

  @Override
  public int size() {
    return Strided.size(dims);
  }

  @Override
  public Strided strided() {
    var known = value();
    if (known != null) return known;
    new Computation(List.of(this)).run();
    return known();
  }

  /// Most of a cheap expression is another one, of parts of its operands: so what goes on from
  /// there reads no array but theirs. If somebody asks for a second part, or for a part of the
  /// part, all of it is computed.
  @Override
  public Operand slice(int axis, int start, int count, int step) {
    boolean most = step == 1 && 2L * count >= dims[axis];
    var known = recipe();
    if (known == null || sliced || !most || !new Computation(List.of(this)).isCheap()) {
      return strided().slice(axis, start, count, step);
    }
    sliced = true;
    for (var operand : known.operands) if (operand instanceof Deferred deferred) deferred.served();
    var part = part(new IdentityHashMap<>(), axis, start, count);
    if (part instanceof Deferred deferred) deferred.sliced = true;
    return part;
  }

  /// Recursion is as deep as expressions are, which is bounded.
  private Operand part(Map<Deferred, Operand> parts, int axis, int start, int count) {
    var made = parts.get(this);
    if (made != null) return made;
    var known = recipe();
    if (known == null) return strided().slice(axis, start, count, 1);
    var operands = new Operand[known.operands.length];
    for (int k = 0; k < operands.length; k++) {
      operands[k] =
          known.operands[k] instanceof Deferred deferred
              ? deferred.part(parts, axis, start, count)
              : known.operands[k].slice(axis, start, count, 1);
    }
    var part = map(known.function, operands);
    if (part instanceof Deferred deferred) deferred.origin = new Origin(this, axis, start, count);
    parts.put(this, part);
    return part;
  }

  /// Computes the elements, if they are not known yet, to a part of an array, of which nobody may
  /// know anything yet. Else, or if that would not be the fastest way there, returns false.
  boolean into(Strided target) {
    return value() == null && new Computation(List.of(this)).run(target);
  }

  /// Computes all of these that are not known yet, those of equal dimensions in one pass.
  public static void computeAll(List<Deferred> all) {
    var open = new ArrayList<>(all);
    open.removeIf(deferred -> deferred.value() != null);
    while (!open.isEmpty()) {
      var first = open.removeFirst();
      var together = new ArrayList<>(List.of(first));
      var functions = new Extent(Set.of(), first).functions;
      for (var other : open) {
        if (!Arrays.equals(other.dims, first.dims)) continue;
        var more = new Extent(functions, other).functions;
        if (more.size() > MOST_FUNCTIONS) continue;
        functions = more;
        together.add(other);
      }
      new Computation(together).run();
      open.removeIf(deferred -> deferred.value() != null);
    }
  }

  /// The elements, if they have been computed.
  @Nullable Strided value() {
    var known = value;
    var from = origin;
    if (known != null || from == null) return known;
    known = from.value();
    if (known != null) become(known);
    return known;
  }

  /// The elements that must have been computed.
  private Strided known() {
    var known = value;
    if (known == null) throw new AssertionError("not computed");
    return known;
  }

  /// How to compute it; null if that has been done.
  @Nullable Recipe recipe() {
    return value() == null ? recipe : null;
  }

  /// Says that somebody will ask again, after whoever asks first.
  public void await() {
    waiting++;
  }

  /// Whether more expressions wait for this than `here`, so that it will be asked for again.
  boolean isAwaitedBeyond(int here) {
    return waiting > here;
  }

  /// Called by a computation for every use of this in it.
  void served() {
    if (waiting > 0) waiting--;
  }

  /// Called when the elements are there. The value is published before the recipe goes: whoever
  /// finds no recipe finds a value.
  void become(Strided elements) {
    value = elements;
    recipe = null;
    origin = null;
  }

  @Override
  public String toString() {
    var known = value;
    return known != null ? known.toString() : "deferred " + element + Arrays.toString(dims);
  }
}
