package dev.cotangent.kernels;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/// Makes a hidden class that is the [LaneTree] of an expression in two operands for rows of one
/// length. The whole of it stands in the loop over the rows, in such an order that few values wait
/// at a time: each element is read once, and nothing is stored but the result.
final class LaneTreeCompiler {
  private static final MethodTypeDesc REDUCE =
      MethodTypeDesc.of(CD_void, CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_int);
  private static final String LOOP = "loop";
  private static final int LEVELS = Integer.numberOfTrailingZeros(Reduction.LANES);
  private static final int ROWS = 0; // slots of the loop's parameters
  private static final int FROM = 1;
  private static final int AT = 2;
  private static final int STRIDE = 3;
  private static final int TO = 4;
  private static final int TO_AT = 5;

  private final Program program;
  private final Type type;
  private final TypeKind kind;
  private final int length;
  private final ClassDesc self;

  private LaneTreeCompiler(String name, Expr combine, int length) {
    program = Program.of(combine);
    type = combine.type();
    kind = ScalarBody.kind(type);
    this.length = length;
    self = HiddenClass.name("Tree", name);
  }

  /// The tree over rows of `length` elements, or null if it would be too long to be compiled.
  static @Nullable LaneTree compile(String name, Expr combine, int length) {
    var compiler = new LaneTreeCompiler(name, combine, length);
    var bytes = ClassFile.of().build(compiler.self, compiler::members);
    return HiddenClass.instance(bytes, LaneTree.class);
  }

  private void members(ClassBuilder builder) {
    HiddenClass.header(builder, LaneTree.class);
    builder.withMethodBody("reduce", REDUCE, ClassFile.ACC_PUBLIC, this::reduce);
    builder.withMethodBody(
        LOOP, loopType(), ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, this::loop);
  }

  private MethodTypeDesc loopType() {
    var array = KernelLoops.array(type);
    return MethodTypeDesc.of(CD_void, CD_int, array, CD_int, CD_int, array, CD_int);
  }

  private void reduce(CodeBuilder code) {
    var array = KernelLoops.array(type);
    code.iload(code.parameterSlot(ROWS)).aload(code.parameterSlot(FROM)).checkcast(array);
    code.iload(code.parameterSlot(AT)).iload(code.parameterSlot(STRIDE));
    code.aload(code.parameterSlot(TO)).checkcast(array).iload(code.parameterSlot(TO_AT));
    code.invokestatic(self, LOOP, loopType()).return_();
  }

  private void loop(CodeBuilder code) {
    int row = code.allocateLocal(TypeKind.INT);
    var values = new int[LEVELS + 2]; // one waits at each level, and two meet at the last
    for (int k = 0; k < values.length; k++) values[k] = code.allocateLocal(kind);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iconst_0().istore(row).labelBinding(test).iload(row).iload(ROWS).if_icmpge(end);
    node(code, values, 0, 1, 0);
    code.aload(TO).iload(TO_AT).iload(row).iadd().loadLocal(kind, values[0]);
    code.arrayStore(KernelLoops.elementKind(type));
    code.iload(AT).iload(STRIDE).iadd().istore(AT);
    code.iinc(row, 1).goto_(test).labelBinding(end).return_();
  }

  /// Computes in the variable of `level` what comes of the elements `first`, `first + step`, `first
  /// + 2 step`, ...: those at even multiples and those at odd ones are combined last.
  private void node(CodeBuilder code, int[] values, int first, int step, int level) {
    if (step == Reduction.LANES || first + step >= length) {
      read(code, first, values[level]);
      for (int k = first + Reduction.LANES; k < length; k += Reduction.LANES) {
        read(code, k, values[level + 1]);
        combine(code, values, level);
      }
    } else {
      node(code, values, first, 2 * step, level);
      node(code, values, first + step, 2 * step, level + 1);
      combine(code, values, level);
    }
  }

  private void read(CodeBuilder code, int k, int value) {
    code.aload(FROM).iload(AT).loadConstant(k).iadd();
    code.arrayLoad(KernelLoops.elementKind(type)).storeLocal(kind, value);
  }

  private void combine(CodeBuilder code, int[] values, int level) {
    ScalarBody.emit(program, code, new int[] {values[level], values[level + 1]});
    code.storeLocal(kind, values[level]);
  }
}
