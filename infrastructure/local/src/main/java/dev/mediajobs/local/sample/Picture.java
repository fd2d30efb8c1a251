package dev.mediajobs.local.sample;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws a performance: who speaks, the line, and a bar that moves with the loudness. */
final class Picture {

  static final int WIDTH = 640;
  static final int HEIGHT = 360;

  private static final int MARGIN = 48;
  private static final Color BACKGROUND = new Color(0x1B2A34);
  private static final Color TEXT = new Color(0xF4F1EA);
  private static final List<Color> PEOPLE = List.of(new Color(0xF2A65A), new Color(0x6FB7C9));

  private final Performance performance;
  private final List<String> speakers;

  Picture(Performance performance, Dialogue dialogue) {
    this.performance = performance;
    this.speakers = dialogue.speakers();
  }

  BufferedImage at(Duration moment) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      graphics.setColor(BACKGROUND);
      graphics.fillRect(0, 0, WIDTH, HEIGHT);
      Optional<Performance.Scene> scene = performance.at(moment);
      if (scene.isPresent()) {
        draw(graphics, scene.get().line(), performance.loudness(moment));
      }
    } finally {
      graphics.dispose();
    }
    return image;
  }

  private void draw(Graphics2D graphics, Dialogue.Line line, double loudness) {
    graphics.setColor(PEOPLE.get(speakers.indexOf(line.speaker()) % PEOPLE.size()));
    graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 34));
    graphics.drawString(line.speaker(), MARGIN, 92);
    int longest = WIDTH - 2 * MARGIN;
    graphics.fillRect(MARGIN, HEIGHT - 60, (int) (longest * loudness), 12);
    graphics.setColor(TEXT);
    graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 28));
    int y = 150;
    for (String row : rows(line.text(), graphics.getFontMetrics(), longest)) {
      graphics.drawString(row, MARGIN, y);
      y += 40;
    }
  }

  private static List<String> rows(String text, FontMetrics metrics, int longest) {
    List<String> rows = new ArrayList<>();
    String row = "";
    for (String word : text.split(" ", -1)) {
      String longer = row.isEmpty() ? word : row + " " + word;
      if (!row.isEmpty() && metrics.stringWidth(longer) > longest) {
        rows.add(row);
        row = word;
      } else {
        row = longer;
      }
    }
    rows.add(row);
    return rows;
  }
}
