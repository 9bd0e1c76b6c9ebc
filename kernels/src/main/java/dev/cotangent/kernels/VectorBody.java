package dev.cotangent.kernels;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Bytecode that computes a [Program] for as many elements as a vector has lanes: every instruction
/// is one call of the Vector API (which the just-in-time compiler replaces by one instruction of
/// the processor) and stores its value in a local variable of its own.
///
/// Only calls whose every bit is specified are made: the same operations as in [ScalarBody].
final class VectorBody {
  private final Program program;
  private final CodeBuilder code;
  private final VectorCalls calls;
  private final Type main;
  private final int[] slots;
  private final Type[] homes; // the type of the vectors of which a mask is one
  private int rare = -1;

  VectorBody(Program program, CodeBuilder code, VectorCalls calls, Type main) {
    this.program = program;
    this.code = code;
    this.calls = calls;
    this.main = main;
    slots = new int[program.size()];
    homes = new Type[program.size()];
    Arrays.fill(homes, main);
  }

  /// The type whose vectors say how many lanes there are (MASK if there are only masks), or null if
  /// the program has no vector form: because it mixes widths, or has instructions for which there
  /// are no vector instructions, or computes every element by a scalar function.
  static @Nullable Type main(Program program) {
    Type main = Type.MASK;
    for (int step = 0; step < program.size(); step++) {
      var expr = program.step(step);
      var type = expr.type();
      boolean scalar =
          switch (expr.op()) {
            case DIV, REM -> type.isInteger();
            case RARE -> expr.arg(0).op() == Op.CONSTANT && expr.arg(0).payload() != 0;
            default -> false;
          };
      if (scalar) return null;
      if (type == Type.MASK) continue;
      if (main != Type.MASK && isWide(main) != isWide(type)) return null;
      if (main == Type.MASK || type.isFloating()) main = type;
    }
    return main;
  }

  /// The number of lanes of a vector of `bits` bits.
  static int lanes(Type type, int bits) {
    return bits / (type == Type.MASK ? 8 : isWide(type) ? 64 : 32);
  }

  private static boolean isWide(Type type) {
    return type == Type.F64 || type == Type.I64;
  }

  /// Emits the program.
  ///
  /// @param input pushes the vector or mask of an input: masks are those of the main type
  void emit(IntConsumer input) {
    for (int step = 0; step < program.size(); step++) {
      var expr = program.step(step);
      switch (expr.op()) {
        case INPUT -> input.accept((int) expr.payload());
        case CONSTANT -> constant(expr);
        case SELECT -> select(step, expr.type());
        case CONVERT -> convert(step, expr.arg(0).type(), expr.type());
        case RARE -> {
          // What is computed for the lanes of the mask will not be used: see anyRare.
          rare(step);
          slots[step] = slots[program.arg(step, 1)];
          continue;
        }
        default -> {
          if (expr.type() == Type.MASK && !expr.op().isComparison()) logic(step, expr.op());
          else arithmetic(step, expr);
        }
      }
      slots[step] = code.allocateLocal(TypeKind.REFERENCE);
      code.astore(slots[step]);
    }
  }

  /// Pushes whether some lane must be computed by the scalar form.
  ///
  /// @return false, and pushes nothing, if there are no such lanes
  boolean anyRare() {
    if (rare < 0) return false;
    code.aload(rare);
    calls.anyTrue();
    return true;
  }

  /// Pushes the value of the root.
  void result() {
    load(program.root(0));
  }

  private void load(int step) {
    code.aload(slots[step]);
  }

  /// Pushes a mask for vectors of type `home`: those of I32 and F32 are not the same in the API.
  private void load(int step, Type home) {
    load(step);
    if (homes[step] != home) calls.maskFor(home);
  }

  private void constant(Expr expr) {
    var type = expr.type();
    calls.species(type == Type.MASK ? main : type);
    switch (type) {
      case F32 -> code.loadConstant(Float.intBitsToFloat((int) expr.payload()));
      case F64 -> code.loadConstant(Double.longBitsToDouble(expr.payload()));
      case I64 -> code.loadConstant(expr.payload());
      case I32, MASK -> code.loadConstant((int) expr.payload());
    }
    calls.broadcast(type);
  }

  private void arithmetic(int step, Expr expr) {
    var type = expr.type();
    var op = expr.op();
    load(program.arg(step, 0));
    switch (op) {
      case LT, LE, GT, GE, EQ, NE -> {
        homes[step] = expr.arg(0).type();
        calls.operator(op.name(), "Comparison");
        load(program.arg(step, 1));
        calls.compare(homes[step]);
      }
      case AND, OR, XOR -> {
        calls.operator(op.name(), "Associative");
        load(program.arg(step, 1));
        calls.lanewise(type, false);
      }
      case SHL, SHR, USHR -> {
        calls.operator(op == Op.SHL ? "LSHL" : op == Op.SHR ? "ASHR" : "LSHR", "Binary");
        if (type == Type.I64) code.loadConstant(expr.payload());
        else code.loadConstant((int) expr.payload());
        calls.lanewise(type, true);
      }
      case BITS -> {
        String name = type == Type.I32 ? "reinterpretAsInts" : "reinterpretAsLongs";
        calls.lanes(name, expr.arg(0).type(), 0, type);
      }
      case AS_FLOAT -> {
        String name = type == Type.F32 ? "reinterpretAsFloats" : "reinterpretAsDoubles";
        calls.lanes(name, expr.arg(0).type(), 0, type);
      }
      default -> { // the others are methods of the same name
        for (int k = 1; k < expr.argCount(); k++) load(program.arg(step, k));
        calls.lanes(op.name().toLowerCase(Locale.ROOT), type, expr.argCount() - 1, type);
      }
    }
  }

  private void logic(int step, Op op) {
    homes[step] = homes[program.arg(step, 0)];
    load(program.arg(step, 0));
    if (op != Op.NOT) load(program.arg(step, 1), homes[step]);
    calls.mask(op.name().toLowerCase(Locale.ROOT), op == Op.NOT ? 0 : 1);
  }

  private void select(int step, Type type) {
    int condition = program.arg(step, 0);
    if (type != Type.MASK) {
      load(program.arg(step, 2));
      load(program.arg(step, 1));
      load(condition, type);
      calls.blend(type);
      return;
    }
    homes[step] = homes[condition];
    load(condition);
    load(program.arg(step, 1), homes[step]);
    calls.mask("and", 1);
    load(program.arg(step, 2), homes[step]);
    load(condition);
    calls.mask("andNot", 1);
    calls.mask("or", 1);
  }

  private void convert(int step, Type from, Type to) {
    int value = program.arg(step, 0);
    if (to == Type.MASK) {
      homes[step] = from;
      load(value);
      calls.operator("NE", "Comparison");
      constant(Expr.constant(from, 0));
      calls.compare(from);
    } else if (from == Type.MASK) {
      constant(Expr.constant(to, 0));
      constant(Expr.constant(to, 1));
      load(value, to);
      calls.blend(to);
    } else {
      load(value);
      calls.convert(to);
    }
  }

  private void rare(int step) {
    load(program.arg(step, 0), main);
    if (rare >= 0) {
      code.aload(rare);
      calls.mask("or", 1);
    } else {
      rare = code.allocateLocal(TypeKind.REFERENCE);
    }
    code.astore(rare);
  }
}
