package dev.mediajobs.worker.media;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What every ffmpeg and ffprobe is told in front of {@code -i}: who may be talked to, what may be
 * opened, and how much may be spent. Recordings come from strangers, so whatever is not named here
 * is refused.
 */
final class SourceArguments {
  /**
   * The containers that people's recordings come in. The format is found by looking at the bytes;
   * names and content types play no part. Playlists, scripts and pictures are left out on purpose:
   * they name other files, which ffmpeg would open.
   */
  private static final String FORMATS =
      String.join(
          ",",
          "mov,mp4,m4a,3gp,3g2,mj2",
          "matroska,webm",
          "avi",
          "asf,asf_o",
          "flv,live_flv",
          "mpegts",
          "mpeg",
          "mxf",
          "ogg",
          "mp3",
          "aac",
          "ac3,eac3",
          "flac",
          "wav,w64",
          "aiff",
          "caf",
          "au",
          "amr,amrnb,amrwb",
          "wv",
          "tta",
          "dv",
          "dss",
          "voc");

  /**
   * Decoders of sound. Where only sound is wanted no picture is ever decoded, not even to find out
   * its format, so that one of a million pixels a side costs nothing.
   */
  private static final String DECODERS =
      String.join(
          ",",
          "aac,aac_fixed,aac_latm",
          "mp1,mp1float,mp2,mp2float,mp3,mp3float,mp3adu,mp3adufloat",
          "opus,libopus,vorbis,speex,libspeex,flac,alac,wavpack,ac3,ac3_fixed,eac3,dca,truehd,mlp",
          "wmav1,wmav2,wmapro,wmalossless,wmavoice",
          "amrnb,amrwb,libopencore_amrnb,libopencore_amrwb,gsm,gsm_ms,qcelp,evrc,nellymoser,cook",
          "adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,adpcm_swf,adpcm_g722,adpcm_g726,adpcm_yamaha,g722,g726",
          "pcm_alaw,pcm_mulaw,pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_u16le,pcm_u16be,pcm_s24le,pcm_s24be",
          "pcm_u24le,pcm_u24be,pcm_s32le,pcm_s32be,pcm_u32le,pcm_u32be,pcm_s64le,pcm_s64be",
          "pcm_f32le,pcm_f32be,pcm_f64le,pcm_f64be,pcm_bluray,pcm_dvd,pcm_lxf,pcm_s16le_planar",
          "pcm_s16be_planar,pcm_s24le_planar,pcm_s32le_planar",
          "s302m,tta,g723_1,dss_sp,truespeech");

  /**
   * Decoders of moving pictures. Some containers leave a picture's size to be found in the picture
   * itself, and none takes a copy of one whose size is not known.
   */
  private static final String PICTURE_DECODERS =
      String.join(
          ",",
          "h264,hevc,av1,libdav1d,libaom-av1,vp8,vp9,libvpx,libvpx-vp9,theora",
          "mpeg1video,mpeg2video,mpegvideo,mpeg4,h261,h263,h263p,h263i,flv",
          "msmpeg4v1,msmpeg4v2,msmpeg4,wmv1,wmv2,wmv3,vc1",
          "mjpeg,dvvideo,prores,dnxhd,ffv1,huffyuv,ffvhuff,utvideo,rawvideo,v210,qtrle,svq1,svq3,cinepak");

  /**
   * The largest single piece of memory ffmpeg may ask for: indexes of hostile files claim to be of
   * any size.
   */
  private static final String LARGEST_ALLOCATION = String.valueOf(128 * 1024 * 1024);

  /** Pixels of an 8K picture; hostile ones claim to be of any size. */
  private static final String LARGEST_PICTURE = String.valueOf(7680 * 4320);

  /** Broadcasts hold dozens of streams. */
  private static final String MOST_STREAMS = "256";

  /** A silent connection is given up after this many microseconds. */
  private static final String NETWORK_PATIENCE = "15000000";

  private SourceArguments() {}

  /**
   * The arguments of ffmpeg up to and including the source.
   *
   * @throws IllegalArgumentException unless the source is an http or https address with a host
   */
  static List<String> extracting(URI source, Ffmpeg ffmpeg) throws IOException {
    return reading(source, ffmpeg, List.of("-codec_whitelist", DECODERS, "-threads", "1"));
  }

  /** The same where a picture is to be copied besides: at most its first few are decoded. */
  static List<String> copyingPicture(URI source, Ffmpeg ffmpeg) throws IOException {
    String decoders = DECODERS + "," + PICTURE_DECODERS;
    return reading(
        source,
        ffmpeg,
        List.of("-codec_whitelist", decoders, "-max_pixels", LARGEST_PICTURE, "-threads", "1"));
  }

  /**
   * The same for ffprobe, which opens a decoder for every stream and gives up on the first that it
   * may not open. Of the larger pictures it decodes nothing.
   */
  static List<String> probing(URI source, Ffmpeg ffmpeg) throws IOException {
    return reading(source, ffmpeg, List.of("-max_pixels", LARGEST_PICTURE, "-threads", "1"));
  }

  private static List<String> reading(URI source, Ffmpeg ffmpeg, List<String> decoding)
      throws IOException {
    String scheme = String.valueOf(source.getScheme()).toLowerCase(Locale.ROOT);
    if (source.getHost() == null || !List.of("http", "https").contains(scheme)) {
      throw new IllegalArgumentException("A source must be an http or https address");
    }
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-max_alloc", LARGEST_ALLOCATION));
    if (scheme.equals("https")) {
      arguments.addAll(List.of("-protocol_whitelist", "https,tls,tcp"));
      arguments.addAll(List.of("-tls_verify", "1"));
      arguments.addAll(List.of("-ca_file", ffmpeg.certificates().toString()));
    } else {
      arguments.addAll(List.of("-protocol_whitelist", "http,tcp"));
    }
    arguments.addAll(List.of("-rw_timeout", NETWORK_PATIENCE));
    arguments.addAll(
        List.of(
            "-reconnect", "1",
            "-reconnect_on_network_error", "1",
            "-reconnect_on_http_error", "5xx",
            "-reconnect_delay_max", "4",
            "-reconnect_max_retries", "2"));
    arguments.addAll(List.of("-format_whitelist", FORMATS, "-max_streams", MOST_STREAMS));
    arguments.addAll(decoding);
    arguments.addAll(List.of("-i", source.toString()));
    return List.copyOf(arguments);
  }
}
