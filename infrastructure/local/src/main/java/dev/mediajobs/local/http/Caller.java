package dev.mediajobs.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Who signed a request.
 *
 * @param accessKey the access key id that it was signed with
 * @param account the account that the key belongs to
 */
record Caller(String accessKey, String account) {

  /** As a function finds it in {@code requestContext.authorizer.iam}. */
  void writeTo(ObjectNode iam) {
    iam.put("accessKey", accessKey);
    iam.put("accountId", account);
    iam.put("callerId", accessKey);
    iam.putNull("cognitoIdentity");
    iam.putNull("principalOrgId");
    iam.put("userArn", "arn:aws:iam::" + account + ":user/local");
    iam.put("userId", accessKey);
  }
}
