package example.acme.statements;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Takes a statement as base64 and gives it back without what PDF/A forbids. */
public final class Handler implements RequestHandler<String, String> {
  @Override
  public String handleRequest(String statement, Context context) {
    byte[] source = Base64.getDecoder().decode(statement);
    try (PDDocument document = Loader.loadPDF(source)) {
      document.setAllSecurityToBeRemoved(true);
      document.getDocumentCatalog().setOpenAction(null);
      ByteArrayOutputStream target = new ByteArrayOutputStream(source.length);
      document.save(target);
      return Base64.getEncoder().encodeToString(target.toByteArray());
    } catch (IOException error) {
      throw new UncheckedIOException("not a readable statement", error);
    }
  }
}
