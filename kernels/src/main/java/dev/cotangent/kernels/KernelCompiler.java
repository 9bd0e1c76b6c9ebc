package dev.cotangent.kernels;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_double;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import dev.cotangent.kernels.KernelLoops.Walk;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// Makes a class that is the [Kernel] of an expression.
///
/// The loops are static methods of plain counted loops, one for all strides 1, one for each operand
/// that may stand still while the others advance by 1, and one for any strides. A small body is
/// repeated in each; a large one is repeated in the first alone and otherwise called, since it
/// would not be inlined and its arithmetic outweighs the call.
public final class KernelCompiler {
  /// The class file of a longer program could not even be built.
  private static final int LONGEST_PROGRAM = 8000;

  /// Instructions up to which a body is repeated in every loop.
  private static final int SMALL_BODY = 40;

  private static final ClassDesc INTS = CD_int.arrayType();
  private static final ClassDesc OBJECTS = CD_Object.arrayType();
  private static final MethodTypeDesc MAP =
      MethodTypeDesc.of(CD_void, CD_int, CD_Object, CD_int, CD_int, OBJECTS, INTS, INTS);
  private static final MethodTypeDesc FOLD =
      MethodTypeDesc.of(CD_void, CD_int, CD_Object, CD_int, OBJECTS, INTS, INTS);

  private static final MethodTypeDesc SCALAR =
      MethodTypeDesc.of(CD_double, CD_double, CD_double, CD_double);
  private static final int STATIC = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC;

  // The names of the loops.
  private static final String TOGETHER = "together";
  private static final String EVEN = "even";
  private static final String STILL = "still";
  private static final String STRIDED = "strided";
  private static final String FOLDED = "folded";
  private static final String SCANNED = "scanned";

  private final String name;
  private final Program program;
  private final Type result;
  private final List<Element> operands;
  private final ClassDesc self;
  private final KernelLoops loops;

  private KernelCompiler(ClassDesc self, String name, Program program, List<Element> operands) {
    this.self = self;
    this.name = name;
    this.program = program;
    this.operands = operands;
    result = program.step(program.root(0)).type();
    loops = new KernelLoops(self, program, operands);
  }

  /// The kernel of `definition`, whose input number `k` is `operands[k]`.
  ///
  /// @param name appears in stack traces
  /// @throws IllegalArgumentException if an input is of another type than its operand, if the
  ///   result cannot be stored in an array, or if the expression is too large to be compiled
  public static Kernel compile(String name, Expr definition, Element... operands) {
    var program = Program.of(definition);
    var bytes = classFile(HiddenClass.name("Kernel", name), name, program, List.of(operands));
    var kernel = HiddenClass.instance(bytes, Kernel.class);
    if (kernel == null) throw tooLong(name, program);
    return kernel;
  }

  /// The kernel's class under the name `self`; for the rest see [#compile].
  static byte[] classFile(ClassDesc self, String name, Program program, List<Element> operands) {
    var compiler = new KernelCompiler(self, name, program, operands);
    compiler.check();
    return ClassFile.of().build(self, compiler::members);
  }

  private void check() {
    if (program.size() > LONGEST_PROGRAM) throw tooLong(name, program);
    result.element();
    for (int step = 0; step < program.size(); step++) {
      var expr = program.step(step);
      if (expr.op() != Op.INPUT) continue;
      int k = (int) expr.payload();
      if (k >= operands.size() || operands.get(k).type() != expr.type()) {
        throw new IllegalArgumentException(
            name + ": input " + k + " is " + expr.type() + ", but the operands are " + operands);
      }
    }
  }

  private static IllegalArgumentException tooLong(String name, Program program) {
    return new IllegalArgumentException(
        "%s: %d instructions are too many for one kernel".formatted(name, program.size()));
  }

  private void members(ClassBuilder type) {
    boolean small = program.size() <= SMALL_BODY;
    HiddenClass.header(type, Kernel.class);
    type.withMethodBody(KernelLoops.APPLY, loops.applyType(), STATIC, this::apply);
    type.withMethodBody("scalar", SCALAR, ClassFile.ACC_PUBLIC, this::scalar);

    type.withMethodBody("map", MAP, ClassFile.ACC_PUBLIC, code -> map(code, small));
    for (var loop : evenLoops(small)) {
      var out = loop.walks.contains(Walk.EVEN) ? Walk.EVEN : Walk.TOGETHER;
      loop(type, loop.name, code -> loops.map(code, out, loop.walks, true));
    }
    loop(type, STRIDED, code -> loops.map(code, Walk.ANY, walks(Walk.ANY), small));

    // A fold's own parameter for the stride of out is of no use.
    type.withMethodBody("fold", FOLD, ClassFile.ACC_PUBLIC, code -> chain(code, FOLDED, 2, 3));
    type.withMethodBody("scan", MAP, ClassFile.ACC_PUBLIC, code -> chain(code, SCANNED, 3, 4));
    if (foldable()) {
      loop(type, FOLDED, code -> loops.fold(code, small));
      loop(type, SCANNED, code -> loops.scan(code, small));
    }
  }

  private void loop(ClassBuilder type, String name, Consumer<CodeBuilder> body) {
    type.withMethodBody(name, loops.type(), STATIC, body);
  }

  /// A loop whose output has stride 1, and how it walks the inputs.
  private record EvenLoop(String name, List<Walk> walks) {}

  /// In the order in which they are tried.
  private List<EvenLoop> evenLoops(boolean small) {
    var all = new ArrayList<EvenLoop>();
    if (small) {
      all.add(new EvenLoop(TOGETHER, walks(Walk.TOGETHER)));
      for (int k = 0; k < operands.size(); k++) {
        var walks = walks(Walk.TOGETHER);
        walks.set(k, Walk.STILL);
        all.add(new EvenLoop(STILL + k, walks));
      }
    }
    all.add(new EvenLoop(EVEN, walks(Walk.EVEN)));
    return all;
  }

  private List<Walk> walks(Walk walk) {
    return new ArrayList<>(Collections.nCopies(operands.size(), walk));
  }

  private boolean foldable() {
    return !operands.isEmpty() && operands.getFirst().type() == result;
  }

  private void apply(CodeBuilder code) {
    var slots = new int[operands.size()];
    for (int k = 0; k < slots.length; k++) slots[k] = code.parameterSlot(k);
    ScalarBody.emit(program, code, slots);
    code.return_(ScalarBody.kind(result));
  }

  private void map(CodeBuilder code, boolean small) {
    var empty = code.newLabel();
    var strided = code.newLabel();
    code.iload(code.parameterSlot(0)).ifle(empty);
    code.iload(code.parameterSlot(3)).iconst_1().if_icmpne(strided);
    for (var loop : evenLoops(small)) {
      var next = code.newLabel();
      for (int k = 0; k < operands.size(); k++) {
        var walk = loop.walks.get(k);
        code.aload(code.parameterSlot(6)).loadConstant(k).iaload();
        if (walk == Walk.STILL) code.ifne(next);
        else code.iconst_1().if_icmpne(next);
        if (walk == Walk.TOGETHER) {
          code.aload(code.parameterSlot(5)).loadConstant(k).iaload();
          code.iload(code.parameterSlot(2)).if_icmpne(next);
        }
      }
      callLoop(code, loop.name, code.parameterSlot(3), 4);
      code.return_().labelBinding(next);
    }
    code.labelBinding(strided);
    callLoop(code, STRIDED, code.parameterSlot(3), 4);
    code.labelBinding(empty).return_();
  }

  /// A loop that accumulates.
  private void chain(CodeBuilder code, String loop, int outStride, int in) {
    if (!foldable()) {
      unsupported(code, name + " cannot fold: " + operands + " -> " + result.element());
      return;
    }
    callLoop(code, loop, code.parameterSlot(outStride), in);
    code.return_();
  }

  /// Calls a loop with the parameters `n`, `out`, `outOffset` and `outStride` and, from parameter
  /// number `in` on, those of the inputs. An accumulating loop has no array for input 0.
  private void callLoop(CodeBuilder code, String loop, int outStride, int in) {
    code.iload(code.parameterSlot(0));
    code.aload(code.parameterSlot(1)).checkcast(KernelLoops.array(result));
    code.iload(code.parameterSlot(2)).iload(outStride);
    for (int k = 0; k < operands.size(); k++) {
      if (k == 0 && (loop.equals(FOLDED) || loop.equals(SCANNED))) {
        code.aconst_null().iconst_0().iconst_0();
        continue;
      }
      code.aload(code.parameterSlot(in)).loadConstant(k).aaload();
      code.checkcast(KernelLoops.array(operands.get(k).type()));
      code.aload(code.parameterSlot(in + 1)).loadConstant(k).iaload();
      code.aload(code.parameterSlot(in + 2)).loadConstant(k).iaload();
    }
    code.invokestatic(self, loop, loops.type());
  }

  private void scalar(CodeBuilder code) {
    if (operands.size() > 3) {
      unsupported(code, name + " has " + operands.size() + " operands: scalar takes up to 3");
      return;
    }
    for (int k = 0; k < operands.size(); k++) {
      code.dload(code.parameterSlot(k));
      ScalarBody.convert(code, Type.F64, operands.get(k).type());
    }
    code.invokestatic(self, KernelLoops.APPLY, loops.applyType());
    ScalarBody.convert(code, result, Type.F64);
    code.dreturn();
  }

  private static void unsupported(CodeBuilder code, String message) {
    var exception = ClassDesc.of(UnsupportedOperationException.class.getName());
    code.new_(exception)
        .dup()
        .loadConstant(message)
        .invokespecial(
            exception, ConstantDescs.INIT_NAME, MethodTypeDesc.of(CD_void, ConstantDescs.CD_String))
        .athrow();
  }
}
