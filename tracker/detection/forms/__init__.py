"""What the page's own forms say about their fields: labels, `autocomplete`, types and names."""

from tracker.detection.forms.memory import FormMemory
from tracker.detection.forms.reading import FormField, forms_of

__all__ = ["FormField", "FormMemory", "forms_of"]
