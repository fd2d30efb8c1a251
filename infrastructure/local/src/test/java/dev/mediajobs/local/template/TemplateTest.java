package dev.mediajobs.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

  private static final String QUEUE =
      """
      Resources:
        Work:
          Type: AWS::SQS::Queue
          Properties:
            VisibilityTimeout: 30
      """;

  private static final References NAMES =
      new References() {
        @Override
        public Optional<String> ref(String logicalId) {
          return Optional.of("ref-" + logicalId).filter(name -> !name.equals("ref-Nobody"));
        }

        @Override
        public Optional<String> attribute(String logicalId, String attribute) {
          return Optional.of(logicalId + "'s " + attribute);
        }

        @Override
        public Optional<String> secret(String arn) {
          return arn.equals("arn:aws:secretsmanager:us-east-1:000000000000:secret:s")
              ? Optional.of("hush")
              : Optional.empty();
        }
      };

  @TempDir private Path folder;

  @Test
  void theProjectsOwnTemplateIsEmulatedOrInertThroughout() {
    Template template = Template.read(Path.of("../../template.yaml"), "mediajobs", Map.of());

    assertThat(template.resources("AWS::Serverless::Function"))
        .extracting(Resource::logicalId)
        .contains("ApiFunction", "WorkerFunction", "SweeperFunction", "NotifierFunction");
    assertThat(template.inert())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("AWS::DynamoDB::Table SSESpecification: rows are not encrypted"))
        .anySatisfy(line -> assertThat(line).startsWith("AWS::CloudWatch::Alarm: "));
    assertThat(template.outputs(NAMES)).containsEntry("JobsTableName", "ref-JobsTable");
  }

  @Test
  void theProjectsOwnTemplateMakesUsersOnlyWithoutAnIssuer() {
    Template own = Template.read(Path.of("../../template.yaml"), "mediajobs", Map.of());

    assertThat(own.leavesOpen("JwtIssuer")).isTrue();
    assertThat(own.resources("AWS::Cognito::UserPool")).hasSize(1);
    assertThat(own.outputs(NAMES)).containsKeys("UserPoolId", "UserPoolClientId");

    Template given =
        own.with(Map.of("JwtIssuer", "https://login.example.com", "JwtAudience", "mediajobs"));

    assertThat(given.leavesOpen("JwtIssuer")).isFalse();
    assertThat(given.resources("AWS::Cognito::UserPool")).isEmpty();
    assertThat(given.outputs(NAMES)).doesNotContainKeys("UserPoolId", "UserPoolClientId");
  }

  @ParameterizedTest
  @CsvSource({
    "JwtIssuer, https://login.example.com, JwtIssuer needs a JwtAudience",
    "JwtAudience, mediajobs, JwtAudience needs a JwtIssuer",
  })
  void anIssuerWithoutItsAudienceIsNotDeployed(String parameter, String value, String problem) {
    Path own = Path.of("../../template.yaml");

    assertThatThrownBy(() -> Template.read(own, "mediajobs", Map.of(parameter, value)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("does not hold: " + problem);
  }

  @Test
  void aRuleThatDoesNotHoldStopsTheStartWithItsLineAndItsWords() {
    assertRefused(
        QUEUE
            + """
            Rules:
              Never:
                RuleCondition: !Equals [a, b]
                Assertions: [{ Assert: !Equals [a, c] }]
              Always:
                Assertions:
                  - Assert: !Equals [a, a]
                  - Assert: !Equals [a, b]
                    AssertDescription: a is b
            """,
        "template.yaml line 13: rule Always does not hold: a is b");
    assertRefused(
        QUEUE + "Rules:\n  Odd:\n    Assertions: []\n    Colour: blue\n",
        "template.yaml line 9: property Colour of rule Odd is neither emulated nor inert here");
  }

  @Test
  void whatATemplateDoesNotKnowItDoesNotLeaveOpen() throws IOException {
    assertThat(Template.read(file(QUEUE), "demo", Map.of()).leavesOpen("JwtIssuer")).isFalse();
  }

  @Test
  void anUnknownPropertyStopsTheStartWithItsLine() {
    assertRefused(
        QUEUE + "      Colour: blue\n",
        "template.yaml line 6: property Colour of AWS::SQS::Queue is neither emulated nor inert here");
  }

  @Test
  void anUnknownNestedPropertyStopsTheStartWithItsLine() {
    assertRefused(
        QUEUE + "      RedrivePolicy:\n        maxReceiveCount: 3\n        patience: 7\n",
        "template.yaml line 8: property RedrivePolicy.patience of AWS::SQS::Queue is neither emulated nor inert here");
  }

  @Test
  void anUnknownPropertyInABranchIsFoundToo() {
    assertRefused(
        """
        Conditions:
          Never: !Equals [a, b]
        Resources:
          Work:
            Type: AWS::SQS::Queue
            Properties:
              RedrivePolicy: !If
                - Never
                - patience: 7
                - !Ref AWS::NoValue
        """,
        "template.yaml line 9: property RedrivePolicy.patience");
  }

  @Test
  void aPropertyOnTheRefusedListSaysWhy() {
    assertRefused(
        QUEUE + "      FifoQueue: true\n",
        "template.yaml line 6: property FifoQueue of AWS::SQS::Queue is refused here: only standard queues");
  }

  @Test
  void anUnknownTypeAttributeSectionOrEventStopsTheStart() {
    assertRefused(
        "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n",
        "template.yaml line 2: type AWS::SNS::Topic is neither emulated nor inert here");
    assertRefused(
        QUEUE + "    CreationPolicy: {}\n",
        "template.yaml line 6: attribute CreationPolicy of resource Work");
    assertRefused(QUEUE + "Hooks: {}\n", "template.yaml line 6: section Hooks");
    assertRefused(
        """
        Resources:
          Front:
            Type: AWS::Serverless::Function
            Properties:
              Handler: a.B
              Events:
                Often:
                  Type: SNS
                  Properties: { Topic: x }
        """,
        "line 9: type AWS::Serverless::Function Events SNS is neither emulated nor inert here");
  }

  @Test
  void aFunctionThatIsNotEmulatedStopsTheStart() {
    assertRefused(
        "Resources:\n  Work: !Transform { Name: x }\n",
        "template.yaml line 2: the function Transform is not emulated here");
  }

  @Test
  void brokenYamlSaysWhere() {
    assertRefused("Resources: [", "template.yaml is not valid YAML");
    assertRefused(
        "Resources:\n  A: 1\n  A: 2\n", "template.yaml line 3: the key A stands here twice");
    assertRefused("Resources:\n  A:\n", "template.yaml line 2: there is no value here");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !Ref Work                                        | ref-Work
          !Ref Size                                        | 7
          !GetAtt Work.Arn                                 | Work's Arn
          !GetAtt [Work, Arn]                              | Work's Arn
          {"Fn::GetAtt": [Work, Arn]}                      | Work's Arn
          !Sub "${AWS::StackName}-${Work}-${Work.Arn}"     | demo-ref-Work-Work's Arn
          !Sub ["${Own}/${!Kept}", {Own: !Ref Size}]       | 7/${Kept}
          !Join ["-", [a, !Ref Size, b]]                   | a-7-b
          !Select [1, !Split [",", "x,y,z"]]               | y
          !If [Large, big, small]                          | small
          !If [Tidy, !Ref Size, small]                     | 7
          !FindInMap [Sizes, !Ref AWS::Region, small]      | 12
          "{{resolve:secretsmanager:arn:aws:secretsmanager:us-east-1:000000000000:secret:s:SecretString}}" | hush
          """)
  void functionsAreEvaluated(String expression, String value) throws IOException {
    assertThat(evaluate(expression).text()).isEqualTo(value);
  }

  @Test
  void whatHasNoValueIsLeftOut() throws IOException {
    assertThat(evaluate("[a, !Ref AWS::NoValue, !If [Large, x, !Ref AWS::NoValue]]").texts())
        .containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          !Ref Nobody                         | there is no parameter or resource Nobody
          !Select [3, [a]]                    | Select asks for item 3 of a list of 1
          !If [Missing, a, b]                 | there is no condition Missing
          !Join [a]                           | the function takes 2 arguments, not 1
          "{{resolve:ssm:/x}}"                | only dynamic references of the form
          """)
  void misusedFunctionsAreRefusedWithTheirLine(String expression, String message) {
    assertThatThrownBy(() -> evaluate(expression))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("template.yaml line 15: ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Size   | 0         | the value '0' of parameter Size must be at least 1
          Size   | 11        | the value '11' of parameter Size must be at most 10
          Size   | many      | the value 'many' of parameter Size must be a number
          Colour | green     | the value 'green' of parameter Colour must be one of red, blue
          Word   | UPPER     | the value 'UPPER' of parameter Word must be small letters
          Word   | abcdef    | the value 'abcdef' of parameter Word must be small letters
          Other  | x         | the template has no parameter Other; it has Size, Colour, Word
          """)
  void aParameterOutOfItsBoundsIsRefused(String name, String value, String message) {
    String template =
        """
        Parameters:
          Size: { Type: Number, MinValue: 1, MaxValue: 10, Default: 5 }
          Colour: { Type: String, AllowedValues: [red, blue], Default: red }
          Word:
            Type: String
            AllowedPattern: "[a-z]*"
            MaxLength: 5
            ConstraintDescription: must be small letters, five at most
            Default: a
        Resources: {}
        """;

    assertThatThrownBy(() -> Template.read(file(template), "demo", Map.of(name, value)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aParameterWithoutAValueIsRefused() {
    assertRefused(
        "Parameters:\n  Size: { Type: Number }\nResources: {}\n",
        "template.yaml line 2: parameter Size has no default and no value was given");
  }

  @Test
  void aResourceWhoseConditionDoesNotHoldDoesNotExist() throws IOException {
    String conditional =
        QUEUE
            + "    Condition: Wanted\nParameters: { Want: { Type: String, Default: 'no' } }\nConditions: { Wanted: !Equals [!Ref Want, 'yes'] }\n";

    assertThat(Template.read(file(conditional), "demo", Map.of()).resources()).isEmpty();
    assertThat(Template.read(file(conditional), "demo", Map.of("Want", "yes")).resources())
        .hasSize(1);
  }

  @Test
  void globalsAreMergedIntoEveryFunction() throws IOException {
    Template template =
        Template.read(
            file(
                """
                Globals:
                  Function:
                    Timeout: 5
                    Environment: { Variables: { SHARED: a, OWN: a } }
                Resources:
                  Front:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: a.B
                      Environment: { Variables: { OWN: b } }
                """),
            "demo",
            Map.of());

    Node.Mapping properties = template.resources().getFirst().properties();
    assertThat(properties.get("Timeout").integer()).isEqualTo(5);
    Node.Mapping variables = properties.get("Environment").mapping().get("Variables").mapping();
    assertThat(variables.get("SHARED").text()).isEqualTo("a");
    assertThat(variables.get("OWN").text()).isEqualTo("b");
  }

  private Node evaluate(String expression) throws IOException {
    String template =
        """
        Parameters:
          Size: { Type: Number, Default: 7 }
        Mappings:
          Sizes: { us-east-1: { small: 12 } }
        Conditions:
          Large: !Not [!Equals [!Ref Size, 7]]
          Tidy: !And [!Equals [a, a], !Or [!Equals [a, b], !Not [!Condition Large]]]
        Resources:
          Front:
            Type: AWS::Serverless::Function
            Properties:
              Handler: a.B
              Environment:
                Variables:
                  VALUE: %s
        """
            .formatted(expression);
    Template read = Template.read(file(template), "demo", Map.of());
    Node variables =
        read.resources().getFirst().properties().get("Environment").mapping().get("Variables");
    return read.evaluator(NAMES).evaluate(variables).mapping().get("VALUE");
  }

  private void assertRefused(String template, String message) {
    assertThatThrownBy(() -> Template.read(file(template), "demo", Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message);
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("template.yaml"), content);
  }
}
