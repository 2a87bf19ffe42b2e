from tracker.detection.forms.controls import Control
from tracker.detection.forms.layout import MAX_CONTROLS, page_of


def only(page: str) -> Control:
    controls = page_of(page).controls
    assert len(controls) == 1
    return controls[0]


def test_labels_are_found_wherever_they_stand() -> None:
    page = "<label for=a>Before</label><input id=a><input id=b><label for=b>After <b>it</b></label>"
    assert [control.labels for control in page_of(page).controls] == [["Before"], ["After it"]]


def test_a_label_around_a_control_is_its_own() -> None:
    assert only("<label>Name <input></label>").labels == ["Name"]
    assert only("<label><input> Name</label>").labels == ["Name"]


def test_a_label_for_another_control_is_not_taken() -> None:
    assert only("<label for=other>Name <input></label>").labels == []
    assert only("<label for=a></label><input id=a>").labels == []


def test_aria_names_other_elements() -> None:
    page = "<span id=x>Your <i>name</i></span><img id=pic><p>else</p><input aria-labelledby='x nowhere'>"
    assert only(page).labels == ["Your name"]


def test_the_text_before_is_kept_nearest_last_and_without_links() -> None:
    page = "<form>a<p>b<p>c<p>d<a href=/>Forgot?</a><button>Go</button><input>"
    assert only(page).before == ("b", "c", "d")


def test_options_are_no_labels() -> None:
    page = page_of("<select name=s><option>France<option>Spain</select>City<input>")
    assert page.controls[1].before == ("City",)
    assert only("<datalist><option>France</option><option>Spain</datalist>City<input>").before == ("City",)


def test_the_legend_speaks_for_its_fieldset() -> None:
    page = page_of("<form><fieldset><legend>Date of birth</legend><input></fieldset><input><fieldset><input></form>")
    assert [control.legend for control in page.controls] == ["Date of birth", "", ""]


def test_controls_belong_to_the_form_they_stand_in() -> None:
    page = page_of("<input><form id=f><form><input></form><input><form><input></form><input form=f><input form=g>")
    assert [control.form for control in page.controls] == [None, 0, None, 1, 0, None]


def test_what_asks_nobody_is_left_out() -> None:
    page = page_of("<input type=hidden><input type=SUBMIT><input type=button><input type=image><input type=reset>")
    assert page.controls == []


def test_types_are_as_the_browser_treats_them() -> None:
    page = page_of("<input><input type=' Email '><select></select><textarea></textarea>")
    assert [control.type for control in page.controls] == ["text", "email", "select", "textarea"]


def test_the_page_says_its_language() -> None:
    assert page_of("<html lang='fr-BE'>").language == "fr"
    assert page_of("<html>").language is None


def test_descriptions_are_those_that_are_referred_to() -> None:
    control = only("<input aria-describedby='hint none'><p id=hint>We send <b>a code</b></p><p id=x>else</p>")
    assert control.described == ["We send a code"]
    assert control.labels == []


def test_the_title_and_the_headings_are_known() -> None:
    page = page_of("<title>A</title><h1>B <i>c</i></h1><form><h2>D</h2><legend>E</legend><input></form><form><input>")
    assert page.title == "A"
    first, second = (control.home for control in page.controls)
    assert (first.above, first.headings) == ("B c", ["D", "E"])
    assert (second.above, second.headings) == ("", [])


def test_the_first_title_is_the_pages() -> None:
    assert page_of("<title>A</title><svg><title>Arrow</title></svg>").title == "A"


def test_a_forms_buttons_and_links_are_known() -> None:
    home = only("<form id=f><a href=/>Forgot?</a><input><button>Go</button><input type=submit value=Send></form>").home
    assert (home.attributes, home.links, home.submits) == ({"id": "f"}, ["Forgot?"], ["Go", "Send"])


def test_fields_of_the_pages_own_are_controls() -> None:
    page = page_of("<x-input name=a label=A></x-input><x-field name=b><input name=c></x-field><x-card name=d></x-card>")
    assert [(c.tag, c.attributes["name"]) for c in page.controls] == [("field", "a"), ("input", "c")]


def test_texts_that_can_be_edited_are_controls() -> None:
    page = page_of("<div contenteditable role=textbox aria-label=Notes></div><p contenteditable>x</p>")
    assert [(control.type, control.words) for control in page.controls] == [("textarea", ("Notes",))]


def test_fields_in_a_shadow_tree_are_controls() -> None:
    page = page_of("<x-app><template shadowrootmode=open><label>City <input></label></template></x-app>")
    assert page.controls[0].labels == ["City"]


def test_the_first_choices_are_known() -> None:
    control = only("<select><option>France<option>Spain<optgroup><option>Italy</select><button>x</button>Text")
    assert control.choices == ["France", "Spain", "Italy"]
    assert len(only("<select>" + "<option>x" * 99 + "</select>").choices) == 14


def test_what_a_form_holds_is_bounded() -> None:
    home = only("<form>" + "<h2>x</h2><a>y</a>" * 500 + "<input>").home
    assert len(home.headings) == len(home.links) == 60
    ids = "".join(f"<input aria-labelledby=i{n}><i id=i{n}>t</i>" for n in range(1200))
    labelled = [bool(control.labels) for control in page_of(ids).controls]
    assert sum(labelled) == 1000


def test_a_page_of_many_controls_is_cut() -> None:
    page = page_of("<label>x</label><input>" * (MAX_CONTROLS + 10))
    assert len(page.controls) == MAX_CONTROLS


def test_labels_are_bounded_too() -> None:
    page = page_of("<label for=a>x</label>" * (MAX_CONTROLS + 10) + "<input id=a>")
    assert len(page.controls[0].labels) == 3
