package dev.mediajobs.local.openapi;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The codes with which Java sources make problems or failures, as they are written there. A code
 * that is handed to the method that makes the problem is looked for where that method is called.
 */
final class Codes {

  private final Set<String> found = new TreeSet<>();

  private Codes() {}

  /** The problems made in the sources under {@code folder}, each as status and code. */
  static Set<String> ofProblems(Path folder) throws IOException {
    Codes codes = new Codes();
    for (CompilationUnitTree unit : parsed(folder)) {
      new Problems(unit).scan(unit, codes.found);
    }
    return codes.found;
  }

  /** The failures made in the sources under {@code folder}, each as its code. */
  static Set<String> ofFailures(Path folder) throws IOException {
    Codes codes = new Codes();
    for (CompilationUnitTree unit : parsed(folder)) {
      new FailureScan().scan(unit, codes.found);
    }
    return codes.found;
  }

  private static List<CompilationUnitTree> parsed(Path folder) throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(folder)) {
      sources = files.filter(file -> file.toString().endsWith(".java")).toList();
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  files,
                  null,
                  List.of("-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      return units;
    }
  }

  private static Optional<Object> literal(ExpressionTree expression) {
    return expression instanceof LiteralTree literal
        ? Optional.ofNullable(literal.getValue())
        : Optional.empty();
  }

  /** Finds {@code Problem.of(status, code, …)} and {@code new Problem(status, code, …)}. */
  private static final class Problems extends TreeScanner<@Nullable Void, Set<String>> {

    private static final String PROBLEM = "Problem";

    private final CompilationUnitTree unit;
    private String type = "";
    private Optional<MethodTree> method = Optional.empty();

    Problems(CompilationUnitTree unit) {
      this.unit = unit;
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, Set<String> codes) {
      String outer = type;
      type = tree.getSimpleName().toString();
      super.visitClass(tree, codes);
      type = outer;
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, Set<String> codes) {
      Optional<MethodTree> outer = method;
      method = Optional.of(tree);
      super.visitMethod(tree, codes);
      method = outer;
      return null;
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, Set<String> codes) {
      if (tree.getIdentifier().toString().equals(PROBLEM)) {
        add(tree.getArguments(), codes);
      }
      return super.visitNewClass(tree, codes);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, Set<String> codes) {
      boolean qualified =
          tree.getMethodSelect() instanceof MemberSelectTree select
              && select.getIdentifier().contentEquals("of")
              && select.getExpression().toString().equals(PROBLEM);
      boolean own = type.equals(PROBLEM) && tree.getMethodSelect().toString().equals("of");
      if (qualified || own) {
        add(tree.getArguments(), codes);
      }
      return super.visitMethodInvocation(tree, codes);
    }

    private void add(List<? extends ExpressionTree> arguments, Set<String> codes) {
      Optional<Object> status = literal(arguments.getFirst());
      if (status.isEmpty() && type.equals(PROBLEM)) {
        return; // its own factory method, which hands on what it was given
      }
      ExpressionTree code = arguments.get(1);
      List<String> values =
          literal(code).map(value -> List.of(value.toString())).orElseGet(() -> handedOver(code));
      if (status.isEmpty() || values.isEmpty()) {
        throw new AssertionError(
            "%s makes a problem whose code can't be told: %s"
                .formatted(unit.getSourceFile().getName(), arguments));
      }
      values.forEach(value -> codes.add(status.get() + " " + value));
    }

    /** What callers hand over for the parameter of the method around that has this name. */
    private List<String> handedOver(ExpressionTree code) {
      if (method.isEmpty() || !(code instanceof IdentifierTree name)) {
        return List.of();
      }
      List<? extends VariableTree> parameters = method.get().getParameters();
      for (int i = 0; i < parameters.size(); i++) {
        if (parameters.get(i).getName().equals(name.getName())) {
          List<String> values = new ArrayList<>();
          new Arguments(method.get().getName().toString(), i).scan(unit, values);
          return values;
        }
      }
      return List.of();
    }
  }

  /** Finds the literals that are handed to a method of the same source. */
  private static final class Arguments extends TreeScanner<@Nullable Void, List<String>> {

    private final String method;
    private final int index;

    Arguments(String method, int index) {
      this.method = method;
      this.index = index;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, List<String> values) {
      if (tree.getMethodSelect().toString().equals(method)) {
        literal(tree.getArguments().get(index)).ifPresent(value -> values.add(value.toString()));
      }
      return super.visitMethodInvocation(tree, values);
    }
  }

  /** Finds {@code new Failure(code, …)}; a code that is no literal was read from a row. */
  private static final class FailureScan extends TreeScanner<@Nullable Void, Set<String>> {

    @Override
    public @Nullable Void visitNewClass(NewClassTree tree, Set<String> codes) {
      if (tree.getIdentifier().toString().equals("Failure")) {
        literal(tree.getArguments().getFirst()).ifPresent(code -> codes.add(code.toString()));
      }
      return super.visitNewClass(tree, codes);
    }
  }
}
