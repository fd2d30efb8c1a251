package dev.mediajobs.local.cost;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAdder;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Counts the requests of clients whose application id begins with {@link #PREFIX}: the SDK puts an
 * instance into every client of the tests (see the resource {@code execution.interceptors}), and
 * all other clients pass it by. DynamoDB is asked how many units each request consumed.
 */
public final class RequestCounter implements ExecutionInterceptor {

  static final String PREFIX = "counted-";

  private static final Map<String, DoubleAdder> COUNTS = new ConcurrentHashMap<>();

  /** The counts since the last reset, by application and what was asked for. */
  static Map<String, Double> counts() {
    Map<String, Double> counts = new TreeMap<>();
    COUNTS.forEach((name, count) -> counts.put(name, count.sum()));
    return counts;
  }

  static void reset() {
    COUNTS.clear();
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
    return switch (context.request()) {
      case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(total).build();
      case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(total).build();
      case UpdateItemRequest update -> update.toBuilder().returnConsumedCapacity(total).build();
      case DeleteItemRequest delete -> delete.toBuilder().returnConsumedCapacity(total).build();
      case QueryRequest query -> query.toBuilder().returnConsumedCapacity(total).build();
      case BatchGetItemRequest batch -> batch.toBuilder().returnConsumedCapacity(total).build();
      case TransactWriteItemsRequest transaction ->
          transaction.toBuilder().returnConsumedCapacity(total).build();
      case SdkRequest other -> other;
    };
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    String agent = context.httpRequest().firstMatchingHeader("User-Agent").orElse("");
    int id = agent.indexOf("app/" + PREFIX);
    if (id < 0) {
      return;
    }
    String application = agent.substring(id + 4 + PREFIX.length()).split(" ", 2)[0];
    String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    add(application + " " + service + " " + operation, 1);
    units(context.response()).forEach((kind, units) -> add(application + " " + kind, units));
  }

  private static Map<String, Double> units(SdkResponse response) {
    return switch (response) {
      case GetItemResponse get -> read(get.consumedCapacity());
      case QueryResponse query -> read(query.consumedCapacity());
      case PutItemResponse put -> written(put.consumedCapacity());
      case UpdateItemResponse update -> written(update.consumedCapacity());
      case DeleteItemResponse delete -> written(delete.consumedCapacity());
      case TransactWriteItemsResponse transaction ->
          written(transaction.consumedCapacity().toArray(ConsumedCapacity[]::new));
      case SdkResponse other -> Map.of();
    };
  }

  private static Map<String, Double> read(ConsumedCapacity consumed) {
    return Map.of("read units", consumed.capacityUnits());
  }

  private static Map<String, Double> written(ConsumedCapacity... consumed) {
    double units = 0;
    for (ConsumedCapacity one : consumed) {
      units += one.capacityUnits();
    }
    return Map.of("write units", units);
  }

  private static void add(String name, double number) {
    COUNTS.computeIfAbsent(name, _ -> new DoubleAdder()).add(number);
  }
}
