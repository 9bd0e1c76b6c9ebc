package dev.cotangent.kernels;

import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/// Emits the loops of a kernel, as static methods `(int n, T[] out, int outOffset, int outStride,
/// A[] a, int aOffset, int aStride, ...)`.
final class KernelLoops {
  /// How an array is walked.
  enum Walk {
    /// With stride 1 and the offset of the output: only then does the virtual machine see that no
    /// iteration writes what another reads, and vectorizes the loop.
    TOGETHER,
    /// With stride 1.
    EVEN,
    /// Not at all: an input is read once.
    STILL,
    ANY
  }

  static final String APPLY = "apply";
  static final int N = 0; // slots of the parameters
  static final int OUT = 1;
  private static final int PER_ARRAY = 3;

  private final ClassDesc self;
  private final Program program;
  private final Type result;
  private final List<Element> operands;

  KernelLoops(ClassDesc self, Program program, List<Element> operands) {
    this.self = self;
    this.program = program;
    this.operands = operands;
    result = program.step(program.root(0)).type();
  }

  /// The type of every loop.
  MethodTypeDesc type() {
    var types = new ArrayList<ClassDesc>(List.of(CD_int, array(result), CD_int, CD_int));
    for (var operand : operands) types.addAll(List.of(array(operand.type()), CD_int, CD_int));
    return MethodTypeDesc.of(CD_void, types);
  }

  /// The type of the method that computes one element.
  MethodTypeDesc applyType() {
    return MethodTypeDesc.of(
        scalar(result), operands.stream().map(operand -> scalar(operand.type())).toList());
  }

  static ClassDesc array(Type type) {
    return scalar(type).arrayType();
  }

  private static ClassDesc scalar(Type type) {
    return type == Type.MASK ? ConstantDescs.CD_boolean : ScalarBody.kind(type).upperBound();
  }

  static TypeKind elementKind(Type type) {
    return type == Type.MASK ? TypeKind.BOOLEAN : ScalarBody.kind(type);
  }

  /// `out[...] = f(a[...], ...)`.
  ///
  /// @param walks how the operands are walked
  /// @param inline whether the body is repeated here, rather than called
  void map(CodeBuilder code, Walk out, List<Walk> walks, boolean inline) {
    var values = new int[operands.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = code.allocateLocal(kind(k));
      if (walks.get(k) == Walk.STILL) read(code, k, Walk.STILL, -1, values[k]);
    }
    loop(
        code,
        i -> {
          code.aload(OUT);
          index(code, OUT, out, i);
          for (int k = 0; k < values.length; k++) {
            if (walks.get(k) != Walk.STILL) read(code, k, walks.get(k), i, values[k]);
          }
          body(code, values, inline);
          code.arrayStore(elementKind(result));
          if (out == Walk.ANY) advance(code, OUT);
          for (int k = 0; k < values.length; k++) {
            if (walks.get(k) == Walk.ANY) advance(code, slot(k));
          }
        });
  }

  /// `acc = f(acc, b[...], ...)`, where `acc` is `out[outOffset]`.
  void fold(CodeBuilder code, boolean inline) {
    var values = values(code);
    loop(code, i -> next(code, values, inline), () -> store(code, values[0]));
  }

  /// A fold that stores every step behind the one before.
  void scan(CodeBuilder code, boolean inline) {
    var values = values(code);
    loop(
        code,
        i -> {
          next(code, values, inline);
          advance(code, OUT);
          store(code, values[0]);
        });
  }

  /// A local for each operand, the first of which accumulates, from `out[outOffset]` on.
  private int[] values(CodeBuilder code) {
    var values = new int[operands.size()];
    for (int k = 0; k < values.length; k++) values[k] = code.allocateLocal(kind(k));
    code.aload(OUT).iload(OUT + 1).arrayLoad(elementKind(result)).storeLocal(kind(0), values[0]);
    return values;
  }

  private void next(CodeBuilder code, int[] values, boolean inline) {
    for (int k = 1; k < values.length; k++) read(code, k, Walk.ANY, -1, values[k]);
    body(code, values, inline);
    code.storeLocal(kind(0), values[0]);
    for (int k = 1; k < values.length; k++) advance(code, slot(k));
  }

  private void store(CodeBuilder code, int value) {
    code.aload(OUT).iload(OUT + 1).loadLocal(kind(0), value).arrayStore(elementKind(result));
  }

  private interface Step {
    void emit(int i);
  }

  private void loop(CodeBuilder code, Step step) {
    loop(code, step, () -> {});
  }

  private static void loop(CodeBuilder code, Step step, Runnable after) {
    int i = code.allocateLocal(TypeKind.INT);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iconst_0().istore(i);
    code.labelBinding(test).iload(i).iload(N).if_icmpge(end);
    step.emit(i);
    code.iinc(i, 1).goto_(test).labelBinding(end);
    after.run();
    code.return_();
  }

  private void body(CodeBuilder code, int[] values, boolean inline) {
    if (inline) {
      ScalarBody.emit(program, code, values);
    } else {
      for (int k = 0; k < values.length; k++) code.loadLocal(kind(k), values[k]);
      code.invokestatic(self, APPLY, applyType());
    }
  }

  private void read(CodeBuilder code, int k, Walk walk, int i, int value) {
    code.aload(slot(k));
    index(code, slot(k), walk, i);
    code.arrayLoad(elementKind(operands.get(k).type())).storeLocal(kind(k), value);
  }

  private static void index(CodeBuilder code, int slot, Walk walk, int i) {
    code.iload((walk == Walk.TOGETHER ? OUT : slot) + 1);
    if (walk == Walk.TOGETHER || walk == Walk.EVEN) code.iload(i).iadd();
  }

  private static void advance(CodeBuilder code, int slot) {
    code.iload(slot + 1).iload(slot + 2).iadd().istore(slot + 1);
  }

  private TypeKind kind(int operand) {
    return ScalarBody.kind(operands.get(operand).type());
  }

  /// The slot of the array of an operand; its offset and stride follow.
  static int slot(int operand) {
    return OUT + PER_ARRAY * (operand + 1);
  }
}
