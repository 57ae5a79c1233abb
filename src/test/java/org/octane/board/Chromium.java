package org.octane.board;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** Debian's Chromium without a screen, as somebody at a computer or with a telephone uses it. */
public final class Chromium implements AutoCloseable {

    public static final int WIDE = 1280;
    public static final int NARROW = 390;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String AXE = read("/axe.min.js");
    private static final String SERIOUS =
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then((found) => done(found.violations
              .filter((violation) => ['serious', 'critical'].includes(violation.impact))
              .map((violation) => violation.id + ': ' + violation.help + ' '
                + violation.nodes.slice(0, 3).map((node) => node.html + ' ' + node.failureSummary).join(' | '))));
            """;

    private final ChromeDriver driver;

    private Chromium(ChromeDriver driver) {
        this.driver = driver;
    }

    public static Chromium start() {
        var options = new ChromeOptions();
        options.setBinary("/usr/bin/chromium");
        // Its own sandbox does not work for root in a container; it is shown pages of this project only.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of("/usr/bin/chromedriver").toFile())
                .usingAnyFreePort()
                .build();
        var chromium = new Chromium(new ChromeDriver(service, options));
        chromium.width(WIDE);
        return chromium;
    }

    public void width(int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", width < 700));
    }

    public void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    public void open(String url) {
        driver.get(url);
    }

    public String url() {
        return driver.getCurrentUrl();
    }

    public void login(String server, String name, String secret) {
        open(server + "/");
        find("#name").sendKeys(name);
        find("#secret").sendKeys(secret, Keys.ENTER);
        sees("#who", name);
    }

    /** The one that is shown, once it is. */
    public WebElement find(String css) {
        return await(css)
                .atMost(PATIENCE)
                .ignoreException(StaleElementReferenceException.class)
                .until(
                        () -> driver.findElements(By.cssSelector(css)).stream()
                                .filter(WebElement::isDisplayed)
                                .findFirst()
                                .orElse(null),
                        element -> element != null);
    }

    /** A button that is shown, by its text. */
    public WebElement button(String within, String text) {
        return await("button " + text)
                .atMost(PATIENCE)
                .ignoreException(StaleElementReferenceException.class)
                .until(
                        () -> driver.findElements(By.cssSelector(within + " button")).stream()
                                .filter(button ->
                                        button.isDisplayed() && button.getText().equals(text))
                                .findFirst()
                                .orElse(null),
                        element -> element != null);
    }

    /** Whether one is shown that has this text, now. */
    public boolean shows(String css, String text) {
        return driver.findElements(By.cssSelector(css)).stream()
                .anyMatch(element -> element.isDisplayed() && element.getText().equals(text));
    }

    public int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    public String text(String css) {
        return (String) script("return document.querySelector(arguments[0])?.innerText ?? ''", css);
    }

    public void sees(String css, String text) {
        sees(css, text, PATIENCE);
    }

    public void sees(String css, String text, Duration within) {
        await(css + " shows " + text).atMost(within).until(() -> text(css), shown -> shown.contains(text));
    }

    public Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What a script hands to {@code done}. */
    public Object asynchronous(String script) {
        return driver.executeAsyncScript("const done = arguments[arguments.length - 1]; " + script);
    }

    public void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** What has the focus, as somebody hears it. */
    public String focused() {
        return (String)
                script(
                        "const e = document.activeElement; return (e.getAttribute('aria-label') ?? e.innerText ?? e.id).trim()");
    }

    /** What axe-core takes for a serious or critical fault of the page as it is now. */
    public List<?> seriousFaults() {
        script(AXE);
        return (List<?>) driver.executeAsyncScript(SERIOUS);
    }

    /** The whole page, or a dialog as it stands before it, as {@code target/screenshots/NAME.png}. */
    public void screenshot(String name) {
        var page = Map.of(
                "x", 0,
                "y", 0,
                "width", script("return document.documentElement.clientWidth"),
                "height", script("return Math.min(6000, Math.max(900, document.documentElement.scrollHeight))"),
                "scale", 1);
        var shot = driver.executeCdpCommand(
                "Page.captureScreenshot",
                count("dialog") > 0 ? Map.of() : Map.of("captureBeyondViewport", true, "clip", page));
        try {
            Files.createDirectories(SCREENSHOTS);
            Files.write(SCREENSHOTS.resolve(name + ".png"), Base64.getDecoder().decode((String) shot.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }

    private static String read(String resource) {
        try (InputStream in = Chromium.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
