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

/// Makes a hidden class that is the [LaneRows] of an expression in two operands. The lanes of a row
/// live in vectors, each in a local variable, from its first element to its last: what is left at
/// the end of a row is read under masks, with the identity in the place of what is not there. The
/// tree over the lanes combines vectors first, and then, in a method of its own lest there be too
/// much in one to be compiled well, a vector with itself, turned by half the lanes that are left.
/// For the same reason vectors that are narrow, and so many, have turns: one at an even place, say,
/// meets one at an odd place only when each stands for all of its kind.
final class LaneRowsCompiler {
  private static final MethodTypeDesc GATHER =
      MethodTypeDesc.of(
          CD_void, CD_int, CD_int, CD_Object, CD_int, CD_int, CD_Object, CD_Object);
  private static final MethodTypeDesc COMBINE =
      MethodTypeDesc.of(CD_void, CD_int, CD_Object, CD_Object, CD_int);

  /// Vectors in a turn, beyond which there is too much in a method.
  private static final int MOST_VECTORS = 8;

  /// Vectors of each part where the order does not matter: there are several parts then.
  private static final int FEW_VECTORS = 2;

  private final Program combine;
  private final Accumulation accumulation;
  private final Type type;
  private final int bits;
  private final int width; // elements of a vector
  private final int number; // of vectors in a turn
  private final int turns;
  private final ClassDesc self;

  private LaneRowsCompiler(String name, Expr combine, int bits) {
    this.combine = Program.of(combine);
    this.bits = bits;
    accumulation = Accumulation.of(combine);
    type = combine.type();
    width = VectorBody.lanes(type, bits);
    int vectors = accumulation.inAnyOrder() ? FEW_VECTORS : Reduction.LANES / width;
    number = Math.min(vectors, MOST_VECTORS);
    turns = vectors / number;
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
    method(builder, "gather", GATHER, turns, code -> new Gather(code).emit());
    method(builder, "combine", COMBINE, 1, this::combine);
  }

  private interface Body {
    void emit(CodeBuilder code);
  }

  /// A method whose arrays are objects, and the static one that it calls for each turn: there they
  /// are what they are, and the last parameter is the number of the turn.
  private void method(
      ClassBuilder builder, String name, MethodTypeDesc objects, int turns, Body body) {
    var array = KernelLoops.array(type);
    var arrays = objects;
    for (int k = 0; k < objects.parameterCount(); k++) {
      if (objects.parameterType(k).equals(CD_Object)) arrays = arrays.changeParameterType(k, array);
    }
    var types = arrays.insertParameterTypes(arrays.parameterCount(), CD_int);
    builder.withMethodBody(
        name,
        objects,
        ClassFile.ACC_PUBLIC,
        code -> {
          for (int turn = 0; turn < turns; turn++) {
            for (int k = 0; k < objects.parameterCount(); k++) {
              boolean isArray = types.parameterType(k).equals(array);
              if (isArray) code.aload(code.parameterSlot(k)).checkcast(array);
              else code.iload(code.parameterSlot(k));
            }
            code.loadConstant(turn).invokestatic(self, name + "Rows", types);
          }
          code.return_();
        });
    builder.withMethodBody(
        name + "Rows", types, ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC, body::emit);
  }

  private interface Row {
    void emit(int row);
  }

  /// A loop over the rows, whose number is parameter 0, and the end of the method.
  private static void rows(CodeBuilder code, Row body) {
    int row = code.allocateLocal(TypeKind.INT);
    var test = code.newLabel();
    var end = code.newLabel();
    code.iconst_0().istore(row).labelBinding(test).iload(row).iload(0).if_icmpge(end);
    body.emit(row);
    code.iinc(row, 1).goto_(test).labelBinding(end).return_();
  }

  private void evaluate(CodeBuilder code, VectorCalls calls, Program program, int... operands) {
    var body = new VectorBody(program, code, calls, type);
    body.emit(operand -> code.aload(operands[operand]));
    body.result();
  }

  /// Pushes where what a turn has left of a row is.
  private void place(CodeBuilder code, int array, int row, Runnable turn) {
    code.aload(array).iload(row).loadConstant(turns).imul();
    turn.run();
    code.iadd().loadConstant(width).imul();
  }

  private void combine(CodeBuilder code) {
    int lanes = 1; // slots of the parameters
    int to = 2;
    int toAt = 3;
    var calls = new VectorCalls(code, bits);
    var vectors = locals(code, turns);
    int turned = code.allocateLocal(TypeKind.REFERENCE);
    rows(
        code,
        row -> {
          for (int k = 0; k < turns; k++) {
            int turn = k;
            calls.species(type);
            place(code, lanes, row, () -> code.loadConstant(turn));
            calls.fromArray(type);
            code.astore(vectors[k]);
          }
          for (int half = turns / 2; half > 0; half /= 2) {
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
          code.aload(to).iload(toAt).iload(row).iadd().aload(vectors[0]);
          calls.first(type);
          code.arrayStore(KernelLoops.elementKind(type));
        });
  }

  private static int[] locals(CodeBuilder code, int size) {
    var slots = new int[size];
    for (int k = 0; k < size; k++) slots[k] = code.allocateLocal(TypeKind.REFERENCE);
    return slots;
  }

  /// The method that leaves, in each turn, a vector of each row.
  private final class Gather {
    private static final int LENGTH = 1; // slots of the parameters
    private static final int FROM = 2;
    private static final int AT = 3;
    private static final int STRIDE = 4;
    private static final int IDENTITY = 5;
    private static final int VECTORS = 6;
    private static final int TURN = 7;

    private final CodeBuilder code;
    private final VectorCalls calls;
    private final int[] masks;
    private final int[][] states; // of each part
    private final int identity;
    private final int x;
    private final int whole;
    private final int block = number * turns * width;

    Gather(CodeBuilder code) {
      this.code = code;
      calls = new VectorCalls(code, bits);
      masks = locals(code, number);
      states = new int[accumulation.parts().size()][];
      for (int k = 0; k < states.length; k++) states[k] = locals(code, number);
      identity = code.allocateLocal(ScalarBody.kind(type));
      x = code.allocateLocal(TypeKind.REFERENCE);
      whole = code.allocateLocal(TypeKind.INT);
    }

    void emit() {
      code.aload(IDENTITY).iconst_0().arrayLoad(KernelLoops.elementKind(type));
      code.storeLocal(ScalarBody.kind(type), identity);
      code.iload(LENGTH).loadConstant(-block).iand().istore(whole);
      code.iload(AT).iload(TURN).loadConstant(width).imul().iadd().istore(AT);
      for (int k = 0; k < number; k++) {
        calls.species(type);
        code.iload(TURN).loadConstant(turns * k).iadd().loadConstant(width).imul();
        code.iload(LENGTH).iload(whole).isub();
        calls.indexInRange();
        code.astore(masks[k]);
      }
      rows(
          code,
          row -> {
            start();
            blocks();
            rest();
            merge();
            result(row);
            code.iload(AT).iload(STRIDE).iadd().istore(AT);
          });
    }

    private void identity() {
      calls.species(type);
      code.loadLocal(ScalarBody.kind(type), identity);
      calls.broadcast(type);
    }

    /// Every vector is made anew: one that started two variables would become an object.
    private void start() {
      for (int part = 0; part < states.length; part++) {
        var start = Program.of(accumulation.parts().get(part).start());
        for (int state : states[part]) {
          identity();
          code.astore(x);
          evaluate(code, calls, start, x);
          code.astore(state);
        }
      }
    }

    private void blocks() {
      int i = code.allocateLocal(TypeKind.INT);
      var test = code.newLabel();
      var end = code.newLabel();
      code.iconst_0().istore(i);
      code.labelBinding(test).iload(i).iload(whole).if_icmpge(end);
      for (int k = 0; k < number; k++) {
        calls.species(type);
        code.aload(FROM).iload(AT).iload(i).iadd().loadConstant(k * turns * width).iadd();
        calls.fromArray(type);
        next(k);
      }
      code.iinc(i, block).goto_(test).labelBinding(end);
    }

    private void rest() {
      var end = code.newLabel();
      code.iload(whole).iload(LENGTH).if_icmpeq(end);
      for (int k = 0; k < number; k++) {
        identity();
        calls.species(type);
        code.aload(FROM).iload(AT).iload(whole).iadd().loadConstant(k * turns * width).iadd();
        code.aload(masks[k]);
        calls.fromArrayMasked(type);
        code.aload(masks[k]);
        calls.blend(type);
        next(k);
      }
      code.labelBinding(end);
    }

    /// Takes the elements on the stack into vector `k` of each part.
    private void next(int k) {
      code.astore(x);
      for (int part = 0; part < states.length; part++) {
        var next = Program.of(accumulation.parts().get(part).next());
        evaluate(code, calls, next, states[part][k], x);
        code.astore(states[part][k]);
      }
    }

    private void merge() {
      for (int half = number / 2; half > 0; half /= 2) {
        for (int k = 0; k < half; k++) {
          for (int part = 0; part < states.length; part++) {
            var merge = Program.of(accumulation.parts().get(part).merge());
            evaluate(code, calls, merge, states[part][k], states[part][k + half]);
            code.astore(states[part][k]);
          }
        }
      }
    }

    private void result(int row) {
      var firsts = new int[states.length];
      for (int part = 0; part < firsts.length; part++) firsts[part] = states[part][0];
      evaluate(code, calls, Program.of(accumulation.result()), firsts);
      place(code, VECTORS, row, () -> code.iload(TURN));
      calls.intoArray(type);
    }
  }
}
