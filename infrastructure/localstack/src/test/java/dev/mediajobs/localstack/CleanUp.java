package dev.mediajobs.localstack;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.transcribe.TranscribeClient;

/** Deletes what can't be deleted with one call. */
final class CleanUp {

  private CleanUp() {}

  /** A bucket with everything in it, unfinished uploads too. */
  static void bucket(S3Client s3, String bucket) {
    s3.listMultipartUploadsPaginator(list -> list.bucket(bucket))
        .uploads()
        .forEach(
            upload ->
                s3.abortMultipartUpload(
                    abort -> abort.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    s3.listObjectsV2Paginator(list -> list.bucket(bucket))
        .contents()
        .forEach(object -> s3.deleteObject(delete -> delete.bucket(bucket).key(object.key())));
    s3.deleteBucket(delete -> delete.bucket(bucket));
  }

  /** All transcriptions whose names begin with {@code prefix}. */
  static void transcriptions(TranscribeClient transcribe, String prefix) {
    transcribe
        .listTranscriptionJobs(list -> list.jobNameContains(prefix))
        .transcriptionJobSummaries()
        .stream()
        // Not every endpoint heeds jobNameContains.
        .filter(job -> job.transcriptionJobName().startsWith(prefix))
        .forEach(
            job ->
                transcribe.deleteTranscriptionJob(
                    delete -> delete.transcriptionJobName(job.transcriptionJobName())));
  }
}
