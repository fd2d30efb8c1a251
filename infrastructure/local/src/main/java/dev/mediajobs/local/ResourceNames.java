package dev.mediajobs.local;

import dev.mediajobs.local.template.Node;
import dev.mediajobs.local.template.References;
import dev.mediajobs.local.template.Resource;
import dev.mediajobs.local.template.Template;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the resources of the stack are called: the same on every start, so that kept data is found
 * again.
 */
final class ResourceNames implements References {

  private final Map<String, Resource> resources = new LinkedHashMap<>();
  private final String stackName;
  private final Secrets secrets;
  private final Supplier<URI> sqs;
  private final URI sockets;

  /**
   * @param sqs gives the endpoint of SQS, waiting for it when need be: the addresses of queues
   *     contain it
   * @param sockets where the WebSocket API is, without its stage
   */
  ResourceNames(
      Template template, String stackName, Secrets secrets, Supplier<URI> sqs, URI sockets) {
    template.resources().forEach(resource -> resources.put(resource.logicalId(), resource));
    this.stackName = stackName;
    this.secrets = secrets;
    this.sqs = sqs;
    this.sockets = sockets;
  }

  /** Its name, as opposed to its ARN or address. */
  String name(Resource resource) {
    String property =
        switch (resource.type()) {
          case "AWS::DynamoDB::Table" -> "TableName";
          case "AWS::S3::Bucket" -> "BucketName";
          case "AWS::SQS::Queue" -> "QueueName";
          case "AWS::Serverless::Function" -> "FunctionName";
          case "AWS::SecretsManager::Secret", "AWS::Events::Rule" -> "Name";
          case "AWS::ApiGatewayV2::Stage" -> "StageName";
          default -> "";
        };
    String generated = stackName + "-" + resource.logicalId();
    String usual =
        resource.type().equals("AWS::S3::Bucket") ? generated.toLowerCase(Locale.ROOT) : generated;
    return resource.properties().find(property).map(Node::text).orElse(usual);
  }

  /** Its ARN. */
  String arn(Resource resource) {
    String name = name(resource);
    return switch (resource.type()) {
      case "AWS::S3::Bucket" -> "arn:aws:s3:::" + name;
      case "AWS::IAM::Role" -> "arn:aws:iam::" + Template.ACCOUNT + ":role/" + name;
      case "AWS::SQS::Queue" -> regional("sqs", name);
      case "AWS::DynamoDB::Table" -> regional("dynamodb", "table/" + name);
      case "AWS::Serverless::Function" -> regional("lambda", "function:" + name);
      case "AWS::SecretsManager::Secret" -> regional("secretsmanager", "secret:" + name);
      case "AWS::Logs::LogGroup" -> regional("logs", "log-group:" + name);
      case "AWS::Events::Rule" -> ruleArn(name);
      case "AWS::Events::EventBus" -> regional("events", "event-bus/" + name);
      case "AWS::CloudWatch::Alarm" -> regional("cloudwatch", "alarm:" + name);
      default -> regional("local", name);
    };
  }

  /** The ARN of a table's stream, whose last part on AWS is the time when it was made. */
  String streamArn(Resource table) {
    return arn(table) + "/stream/1970-01-01T00:00:00.000";
  }

  /** The ARN of a rule of EventBridge, of which SAM makes one for each schedule. */
  static String ruleArn(String name) {
    return regional("events", "rule/" + name);
  }

  private static String regional(String service, String name) {
    return "arn:aws:" + service + ":" + Template.REGION + ":" + Template.ACCOUNT + ":" + name;
  }

  /** The address of a queue, which is also known before the queue is made. */
  String queueUrl(Resource queue) {
    return sqs.get() + "/" + Template.ACCOUNT + "/" + name(queue);
  }

  @Override
  public Optional<String> ref(String logicalId) {
    return Optional.ofNullable(resources.get(logicalId))
        .map(
            resource ->
                switch (resource.type()) {
                  case "AWS::SQS::Queue" -> queueUrl(resource);
                  case "AWS::SecretsManager::Secret" -> arn(resource);
                  default -> name(resource);
                });
  }

  @Override
  public Optional<String> attribute(String logicalId, String attribute) {
    return Optional.ofNullable(resources.get(logicalId))
        .flatMap(
            resource ->
                switch (attribute) {
                  case "Arn" -> Optional.of(arn(resource));
                  case "StreamArn" ->
                      resource.properties().find("StreamSpecification").isPresent()
                          ? Optional.of(streamArn(resource))
                          : Optional.empty();
                  case "QueueName" ->
                      resource.type().equals("AWS::SQS::Queue")
                          ? Optional.of(name(resource))
                          : Optional.empty();
                  case "QueueUrl" ->
                      resource.type().equals("AWS::SQS::Queue")
                          ? Optional.of(queueUrl(resource))
                          : Optional.empty();
                  case "ApiEndpoint" ->
                      resource.type().equals(SocketDeclaration.API)
                          ? Optional.of(sockets.toString())
                          : Optional.empty();
                  default -> Optional.empty();
                });
  }

  @Override
  public Optional<String> secret(String arn) {
    return resources.values().stream()
        .filter(resource -> resource.type().equals("AWS::SecretsManager::Secret"))
        .filter(resource -> arn(resource).equals(arn) || name(resource).equals(arn))
        .findFirst()
        .map(resource -> secrets.of(name(resource), resource.properties()));
  }
}
