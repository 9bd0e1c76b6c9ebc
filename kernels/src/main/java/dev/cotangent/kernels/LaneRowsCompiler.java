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

/// Makes a hidden class that is the [LaneRows] of an expression in two operands. In `blocks`, the
/// lanes of a row live in vectors, each in a local variable, and take in what makes up whole
/// blocks; in `rest`, they take in what is left at the end, under a mask, with the identity in the
/// place of what is not there; in `tree`, they are combined: first vectors with each other, and
/// then one with itself, turned by half the lanes that are left. A method with all of that would
/// have too many vectors in it to be compiled well.
final class LaneRowsCompiler {
  /// Vectors of each part where the order does not matter: there are several parts then.
  private static final int FEW_VECTORS = 2;

  private static final int ROWS = 0; // slots of every method's parameters
  private static final int LENGTH = 1;
  private static final int FROM = 2;
  private static final int AT = 3;
  private static final int STRIDE = 4;
  private static final int IDENTITY = 5;
  private static final int LANES = 6;
  private static final int TO = 7;
  private static final int TO_AT = 8;

  private final Program combine;
  private final Accumulation accumulation;
  private final Type type;
  private final int bits;
  private final int width; // lanes of a vector
  private final int number; // of vectors of a row
  private final int block; // lanes of a row
  private final ClassDesc self;

  private LaneRowsCompiler(String name, Expr combine, int bits) {
    this.combine = Program.of(combine);
    this.bits = bits;
    accumulation = Accumulation.of(combine);
    type = combine.type();
    width = VectorBody.lanes(type, bits);
    number = accumulation.inAnyOrder() ? FEW_VECTORS : Reduction.LANES / width;
    block = number * width;
    self = HiddenClass.name("Rows", name);
  }

  /// The vector form of a combination of two elements, or null if it has none. The vector module
  /// must be there.
  static @Nullable LaneRows compile(String name, Expr combine, int bits) {
    if (combine.type() == Type.MASK) return null;
    if (VectorBody.main(Program.of(combine)) != combine.type()) return null;
    var compiler = new LaneRowsCompiler(name, combine, bits);
    var bytes = ClassFile.of().build(compiler.self, compiler::members);
    return HiddenClass.instance(bytes, LaneRows.class);
  }

  private void members(ClassBuilder builder) {
    HiddenClass.header(builder, LaneRows.class);
    builder.withMethodBody("group", parameters(CD_Object), ClassFile.ACC_PUBLIC, this::group);
    step(builder, "blocks", this::blocks);
    step(builder, "rest", this::rest);
    step(builder, "tree", this::tree);
  }

  private static MethodTypeDesc parameters(ClassDesc array) {
    return MethodTypeDesc.of(
        CD_void, CD_int, CD_int, array, CD_int, CD_int, array, array, array, CD_int);
  }

  private interface Body {
    void emit(CodeBuilder code);
  }

  private void step(ClassBuilder builder, String name, Body body) {
    builder.withMethodBody(
        name,
        parameters(KernelLoops.array(type)),
        ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC,
        body::emit);
  }

  private void group(CodeBuilder code) {
    var array = KernelLoops.array(type);
    var parameters = parameters(array);
    for (var step : new String[] {"blocks", "rest", "tree"}) {
      for (int k = 0; k < parameters.parameterCount(); k++) {
        boolean isArray = parameters.parameterType(k).equals(array);
        if (isArray) code.aload(code.parameterSlot(k)).checkcast(array);
        else code.iload(code.parameterSlot(k));
      }
      code.invokestatic(self, step, parameters);
    }
    code.return_();
  }

  private interface Row {
    void emit(int row);
  }

  private static void forEachRow(CodeBuilder code, Row body) {
    int row = code.allocateLocal(TypeKind.INT);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iconst_0().istore(row).labelBinding(test).iload(row).iload(ROWS).if_icmpge(end);
    body.emit(row);
    code.iinc(row, 1).goto_(test).labelBinding(end);
  }

  private void evaluate(CodeBuilder code, VectorCalls calls, Program program, int... operands) {
    var body = new VectorBody(program, code, calls, type);
    body.emit(operand -> code.aload(operands[operand]));
    body.result();
  }

  /// Reads the identity into a new local variable.
  private int identity(CodeBuilder code) {
    int identity = code.allocateLocal(ScalarBody.kind(type));
    code.aload(IDENTITY).iconst_0().arrayLoad(KernelLoops.elementKind(type));
    code.storeLocal(ScalarBody.kind(type), identity);
    return identity;
  }

  private void broadcast(CodeBuilder code, VectorCalls calls, int value) {
    calls.species(type);
    code.loadLocal(ScalarBody.kind(type), value);
    calls.broadcast(type);
  }

  /// Pushes the number of elements that fill blocks.
  private void whole(CodeBuilder code) {
    code.iload(LENGTH).loadConstant(-block).iand();
  }

  private static int[] locals(CodeBuilder code, int size) {
    var slots = new int[size];
    for (int k = 0; k < size; k++) slots[k] = code.allocateLocal(TypeKind.REFERENCE);
    return slots;
  }

  private void blocks(CodeBuilder code) {
    var calls = new VectorCalls(code, bits);
    int parts = accumulation.parts().size();
    int identity = identity(code);
    int x = code.allocateLocal(TypeKind.REFERENCE);
    int i = code.allocateLocal(TypeKind.INT);
    int whole = code.allocateLocal(TypeKind.INT);
    var states = new int[number][];
    for (int k = 0; k < number; k++) states[k] = locals(code, parts);
    whole(code);
    code.istore(whole);
    forEachRow(
        code,
        row -> {
          for (var state : states) {
            for (int part = 0; part < parts; part++) {
              // Every vector is made anew: one that started two variables would become an object.
              broadcast(code, calls, identity);
              code.astore(x);
              evaluate(code, calls, Program.of(accumulation.parts().get(part).start()), x);
              code.astore(state[part]);
            }
          }
          var test = code.newLabel();
          var end = code.newLabel();
          code.iconst_0().istore(i);
          code.labelBinding(test).iload(i).iload(whole).if_icmpge(end);
          for (int k = 0; k < number; k++) {
            calls.species(type);
            code.aload(FROM).iload(AT).iload(i).iadd().loadConstant(k * width).iadd();
            calls.fromArray(type);
            code.astore(x);
            for (int part = 0; part < parts; part++) {
              var next = Program.of(accumulation.parts().get(part).next());
              evaluate(code, calls, next, states[k][part], x);
              code.astore(states[k][part]);
            }
          }
          code.iinc(i, block).goto_(test).labelBinding(end);
          for (int k = 0; k < number; k++) {
            evaluate(code, calls, Program.of(accumulation.result()), states[k]);
            lanes(code, row, k);
            calls.intoArray(type);
          }
          code.iload(AT).iload(STRIDE).iadd().istore(AT);
        });
    code.return_();
  }

  /// Pushes where vector `k` of a row is kept.
  private void lanes(CodeBuilder code, int row, int k) {
    code.aload(LANES).iload(row).loadConstant(block).imul().loadConstant(k * width).iadd();
  }

  private void rest(CodeBuilder code) {
    var calls = new VectorCalls(code, bits);
    int identity = identity(code);
    int whole = code.allocateLocal(TypeKind.INT);
    int done = code.allocateLocal(TypeKind.INT);
    int mask = code.allocateLocal(TypeKind.REFERENCE);
    var vectors = locals(code, 2);
    var test = code.newLabel();
    var end = code.newLabel();
    whole(code);
    code.istore(whole).iload(whole).istore(done);
    code.labelBinding(test).iload(done).iload(LENGTH).if_icmpge(end);
    calls.species(type);
    code.iload(done).iload(LENGTH);
    calls.indexInRange();
    code.astore(mask);
    forEachRow(
        code,
        row -> {
          calls.species(type);
          lanes(code, row, 0);
          code.iload(done).iadd().iload(whole).isub();
          calls.fromArray(type);
          code.astore(vectors[0]);
          broadcast(code, calls, identity);
          calls.species(type);
          code.aload(FROM).iload(AT).iload(row).iload(STRIDE).imul().iadd().iload(done).iadd();
          code.aload(mask);
          calls.fromArrayMasked(type);
          code.aload(mask);
          calls.blend(type);
          code.astore(vectors[1]);
          evaluate(code, calls, combine, vectors);
          lanes(code, row, 0);
          code.iload(done).iadd().iload(whole).isub();
          calls.intoArray(type);
        });
    code.iinc(done, width).goto_(test).labelBinding(end).return_();
  }

  private void tree(CodeBuilder code) {
    var calls = new VectorCalls(code, bits);
    var vectors = locals(code, number);
    int turned = code.allocateLocal(TypeKind.REFERENCE);
    forEachRow(
        code,
        row -> {
          for (int k = 0; k < number; k++) {
            calls.species(type);
            lanes(code, row, k);
            calls.fromArray(type);
            code.astore(vectors[k]);
          }
          for (int half = number / 2; half > 0; half /= 2) {
            for (int k = 0; k < half; k++) {
              evaluate(code, calls, combine, vectors[k], vectors[k + half]);
              code.astore(vectors[k]);
            }
          }
          for (int half = width / 2; half > 0; half /= 2) {
            code.aload(vectors[0]);
            calls.turned(type, half);
            code.astore(turned);
            evaluate(code, calls, combine, vectors[0], turned);
            code.astore(vectors[0]);
          }
          code.aload(TO).iload(TO_AT).iload(row).iadd().aload(vectors[0]);
          calls.first(type);
          code.arrayStore(KernelLoops.elementKind(type));
        });
    code.return_();
  }
}
