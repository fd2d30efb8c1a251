package dev.mediajobs.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mediajobs.jobs.Failure;
import dev.mediajobs.jobs.InboxObject;
import dev.mediajobs.jobs.Job;
import dev.mediajobs.jobs.JobNews;
import dev.mediajobs.jobs.Result;
import dev.mediajobs.jobs.ResultFile;
import dev.mediajobs.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What became of an object, told beside its results: every field always, null where it is absent.
 * It is the last to be written, so whoever finds it finds all files that it names.
 *
 * @param source the object
 * @param job the job that was made of it; empty when none could be
 * @param failure why there is no result; empty when there is one
 * @param files the names of the results, beside this report
 */
record Report(
    InboxObject source, Optional<Job> job, Optional<Failure> failure, List<String> files) {

  /** Its name. */
  static final String NAME = "job.json";

  static final String CONTENT_TYPE = "application/json";

  /** Of an object of which no job could be made. */
  static Report refused(InboxObject source, RefusedObjectException refusal) {
    return new Report(
        source,
        Optional.empty(),
        Optional.of(new Failure(refusal.code(), refusal.sentence())),
        List.of());
  }

  /** Of a job that has ended. */
  static Report ended(InboxObject source, Job job) {
    return new Report(
        source,
        Optional.of(job),
        job.failure(),
        job.result().map(Result::files).orElse(List.of()).stream().map(ResultFile::name).toList());
  }

  /** In UTF-8. */
  byte[] json() {
    return Json.text(this::write).getBytes(StandardCharsets.UTF_8);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("source", source.key());
    json.writeStringField("etag", source.entityTag());
    json.writeStringField("status", job.map(made -> made.status().text()).orElse("refused"));
    json.writeArrayFieldStart("files");
    for (String file : files) {
      json.writeString(file);
    }
    json.writeEndArray();
    json.writeFieldName("error");
    if (failure.isPresent()) {
      json.writeStartObject();
      json.writeStringField("code", failure.get().code());
      json.writeStringField("message", failure.get().message());
      json.writeEndObject();
    } else {
      json.writeNull();
    }
    json.writeFieldName("job");
    if (job.isPresent()) {
      JobNews.write(job.get(), job.get().progress(), json);
    } else {
      json.writeNull();
    }
    json.writeEndObject();
  }
}
