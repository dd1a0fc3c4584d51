"""What pages of Gradio and Streamlit hand to functions: what they show and offer, and whatever a user says."""

import pytest

from tests.projects import ids

SIZE = "import gradio as gr\ndef load(size):\n    YOLO(size)\n"

PAGES = {
    "a list to choose from": (SIZE + 'gr.Button().click(load, [gr.Dropdown(["a.pt", "b.pt"])])', ["a.pt", "b.pt"]),
    "labels and values": (SIZE + 'gr.Button().click(load, gr.Radio(choices=[("A", "a.pt"), "None"]))', ["a.pt"]),
    "what it shows at first": (SIZE + 'box = gr.Textbox(value="a.pt")\nbox.submit(fn=load, inputs=[box])', ["a.pt"]),
    "an interface": (SIZE + 'gr.Interface(fn=load, inputs=gr.Textbox("a.pt"), outputs="text")', ["a.pt"]),
    "the second of several": (
        (
            "import gradio as gr\ndef load(x, size):\n    YOLO(size)\nwith gr.Blocks():\n    text = gr.Textbox('b.pt')\n"
            "    size = gr.Dropdown(choices=['a.pt'])\n    gr.Button().click(load, inputs=[text, size])"
        ),
        ["a.pt"],
    ),
    "a method": (
        (
            "import gradio as gr\nclass App:\n    def load(self, size):\n        YOLO(size)\n    def build(self):\n"
            "        gr.Button().click(self.load, [gr.Dropdown(['a.pt'])])"
        ),
        ["a.pt"],
    ),
    "a lambda": ("import gradio as gr\ngr.Button().click(lambda size: YOLO(size), [gr.Dropdown(['a.pt'])])", ["a.pt"]),
    "nothing but an empty box": (SIZE + "gr.Button().click(load, [gr.Textbox()])", []),
    "a text input of Streamlit": ('import streamlit as st\nYOLO(st.text_input("Model", "a.pt"))', ["a.pt"]),
    "a text input in the sidebar": ('import streamlit as st\nYOLO(st.sidebar.text_input("M", value="a.pt"))', ["a.pt"]),
}


@pytest.mark.parametrize(("source", "expected"), PAGES.values(), ids=PAGES.keys())
def test_what_a_page_offers(source: str, expected: list[str]) -> None:
    assert ids(f"from ultralytics import YOLO\n{source}\n") == ["?", *(f"ultralytics:{name}" for name in expected)]


def test_a_button_of_something_else_hands_nothing() -> None:
    source = "import gradio, other\ndef load(size='d.pt'):\n    YOLO(size)\nother.Button().click(load, [x])"
    assert ids(f"from ultralytics import YOLO\n{source}\n") == ["ultralytics:d.pt"]
